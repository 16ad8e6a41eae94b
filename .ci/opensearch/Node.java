import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One OpenSearch node in a process of its own, so that a test can kill it: {@code java Node HOME PID}.
 *
 * <p>Its settings stand in HOME/config/opensearch.yml. It ends with the process PID, however that one ends, so that no
 * test run leaves nodes behind.
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
            new Node(Path.of(arguments[0])).start();
            while (followed.isAlive()) {
                Thread.sleep(GLANCE_MILLISECONDS);
            }
        } catch (Throwable failure) {
            failure.printStackTrace();
        } finally {
            // The node's own threads would keep the process.
            Runtime.getRuntime().halt(1);
        }
    }
}
