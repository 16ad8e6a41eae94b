"""Languages: codes that authors write, codes in paths, and texts."""

import pytest

from indexer.posts import language
from indexer.posts.language import detect, language_of_path, normalise, without_language


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("pt_BR", "pt"),
        ("zh-Hans-CN", "zh"),
        ("de_DE.UTF-8", "de"),
        (" English ", "en"),
        ("french", "fr"),
        ("no", "nb"),
        ("xx", None),
        ("englisch sprechend", None),
        ("e", None),
        ("", None),
        ("enough", None),
    ],
)
def test_codes_are_brought_to_two_letters(code: str, language: str | None) -> None:
    """Regions, scripts and names come down to the language."""
    assert normalise(code) == language


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("a-post.es.md", "es"),
        ("2024/a-post/index.pt-BR.md", "pt"),
        ("notes/a-post.it.md", "it"),
        ("es/a-post.md", "es"),
        ("content/de/blog/a-post.md", "de"),
        ("it/blog/a-post.md", "it"),
        ("i18n/no/docusaurus-plugin-content-blog/a.md", "nb"),
        ("source/_posts/zh-cn/a.md", "zh"),
        ("blog/a-post/fr.md", "fr"),
    ],
)
def test_paths_name_languages_by_custom(path: str, language: str) -> None:
    """Before the suffix, as a folder on top, or as the last part."""
    assert language_of_path(path) == language


@pytest.mark.parametrize(
    ("stem", "without"),
    [
        ("2024/a-post.es", "2024/a-post"),
        ("2024/a-post/index.pt-BR", "2024/a-post/index"),
        ("es/2024/a-post", "2024/a-post"),
        ("content/de/blog/a-post", "content/blog/a-post"),
        ("i18n/no/docusaurus-plugin-content-blog/a", "blog/a"),
        ("_i18n/es/_posts/a", "_posts/a"),
        ("source/_posts/zh-cn/a", "source/_posts/a"),
        ("blog/a-post/fr", "blog/a-post"),
        ("cs/algorithms", "cs/algorithms"),
        ("v1.2", "v1.2"),
        ("a-post", "a-post"),
    ],
)
def test_a_path_without_its_language(stem: str, without: str) -> None:
    """What is left is the same for all translations, and all of it where no language is named."""
    assert without_language(stem) == without
    assert (without == stem) is (language_of_path(f"{stem}.md") is None)


@pytest.mark.parametrize(
    "path",
    [
        "a-post.md",
        "is/a-post.md",
        "no/a-post.md",
        "it/a-post.md",
        "go/a-post.md",
        "tv/a-post.md",
        "cs/algorithms.md",
        "no-fear-act.md",
        "ml-pl.md",
        "youtu.be.md",
        "node.js.md",
        "go1.15.md",
        "2024/05/a-post.md",
        "",
    ],
)
def test_words_in_paths_are_no_languages(path: str) -> None:
    """A false language would hide the post from its readers."""
    assert language_of_path(path) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The gardener waters the roses every evening before the sun has gone down.", "en"),
        ("Der Gärtner gießt jeden Abend die Rosen, bevor die Sonne untergegangen ist.", "de"),
        ("Le jardinier arrose les roses chaque soir avant que le soleil ne se couche.", "fr"),
        ("El jardinero riega las rosas todas las tardes antes de que se ponga el sol.", "es"),
        ("Садовник поливает розы каждый вечер, прежде чем зайдёт солнце.", "ru"),
        ("庭師は毎晩、日が沈む前にバラに水をやります。", "ja"),
        ("园丁每天晚上在太阳下山之前给玫瑰浇水，然后回家。", "zh"),
    ],
)
def test_texts_tell_their_language(text: str, language: str) -> None:
    """One sentence is enough."""
    assert detect(text) == language


def test_code_does_not_decide() -> None:
    """A German post that opens with a page of code is German."""
    code = "\n".join(f"    public static void main{n}(String[] args) {{ return; }}" for n in range(12))
    assert detect(f"{code}\n\nDer Gärtner gießt jeden Abend die Rosen, bevor die Sonne untergegangen ist.") == "de"


@pytest.mark.parametrize("text", ["", "Hello", "1234 5678 " * 40, "x = y;\n" * 40])
def test_too_little_prose_tells_nothing(text: str) -> None:
    """No answer is better than a guess."""
    assert detect(text) is None


GARDEN = {
    "en": "The gardener waters the roses that have been planted and looks to the sky from which rain may come. ",
    "ja": "庭師は毎晩、日が沈む前にバラに水をやります。そして家に帰り、明日の仕事を考えます。",
    "zh": "园丁每天晚上在太阳下山之前给玫瑰浇水，然后回家，想着明天要做的工作。",
}


@pytest.mark.parametrize("code", GARDEN)
def test_a_glance_tells_what_statistics_tell(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It only is faster, where a language shows by its commonest words or its script."""
    text = GARDEN[code] * 6
    assert language._by_statistics(text) == code

    monkeypatch.setattr(language, "_by_statistics", lambda _text: None)
    assert detect(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Der Gärtner gießt die Rosen. " * 20,
        "Le jardinier arrose les roses. " * 20,
        "Садовник поливает розы. " * 20,
        "정원사가 장미에 물을 줍니다. " * 20,
        "The gardener waters. " + "public static void main(String[] args) { } " * 20,
        GARDEN["zh"][:30] + " Rosen" * 90,
        GARDEN["ja"][:30] + " Rosen" * 90,
        "",
    ],
)
def test_what_a_glance_does_not_tell_is_left_to_statistics(text: str) -> None:
    """A few words, or a few characters of a script, are not enough."""
    assert language._at_a_glance(text[:500]) is None
