import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.io.IOUtils;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One OpenSearch node in a process of its own, so that a test can kill it: {@code java Node HOME PID}.
 *
 * <p>Its settings stand in HOME/config/opensearch.yml. When the process PID has ended, however it did, the node deletes
 * HOME and ends as well, so that no test run leaves anything behind.
 */
final class Node extends org.opensearch.node.Node {
    private static final long GLANCE_MILLISECONDS = 200;

    private Node(Path home) {
        super(
                InternalSettingsPreparer.prepareEnvironment(
                        Settings.builder().put("path.home", home).build(), Map.of(), home.resolve("config"), () -> "node"),
                List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, PainlessPlugin.class, ReindexPlugin.class),
                true);
    }

    public static void main(String[] arguments) {
        try {
            ProcessHandle followed = ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow();
            Path home = Path.of(arguments[0]);
            try (Node node = new Node(home)) {
                node.start();
                while (followed.isAlive()) {
                    Thread.sleep(GLANCE_MILLISECONDS);
                }
            }
            IOUtils.rm(home);
        } catch (Throwable failure) {
            failure.printStackTrace();
        } finally {
            // The node's own threads would keep the process.
            Runtime.getRuntime().halt(1);
        }
    }
}
