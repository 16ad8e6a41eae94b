"""What to paste into a blog so that it shows the search box and related posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.pages.assets import Box

_SERVICE = "https://search.example"
"""Stands for this service's address."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to paste: its *name*, *about* it where it goes, and the *code*, written for an imaginary service."""

    name: str
    about: str
    code: str

    def pasted(self, address: str, box: Box) -> str:
        """The code for the service at *address*, which serves *box*."""
        script, style = box.script, box.style
        real = {
            _SERVICE: address,
            "/blog-search-0.js": script.path,
            "/blog-search-0.css": style.path,
            "sha384-script": script.integrity,
            "sha384-style": style.integrity,
        }
        code = self.code
        for imaginary, there in real.items():
            code = code.replace(imaginary, there)
        return code


_SCRIPT = f'<script type="module" src="{_SERVICE}/blog-search.js"></script>'
_FORM = f"""\
  <form action="{_SERVICE}/search">
    <input type="search" name="q" aria-label="Search"> <button>Search</button>
  </form>
</blog-search>"""

BOX = (
    Piece(
        "Any site",
        "Where the box shall stand. Without JavaScript the form leads to the search page here.",
        f'{_SCRIPT}\n<blog-search src="{_SERVICE}">\n{_FORM}',
    ),
    Piece(
        "As a dialog",
        "A button that opens the search over the page, as / and Ctrl+K or ⌘K do. "
        "Any other element with data-blog-search opens it, too.",
        f'{_SCRIPT}\n<blog-search src="{_SERVICE}" mode="dialog">\n{_FORM}',
    ),
    Piece(
        "One version, checked",
        "The browser refuses a script or a style that differs by one byte. "
        "After an upgrade of Backmatter paste it anew: the old address then gives the new file.",
        f"""\
<link rel="stylesheet" href="{_SERVICE}/blog-search-0.css"
      integrity="sha384-style" crossorigin="anonymous">
<script type="module" src="{_SERVICE}/blog-search-0.js"
        integrity="sha384-script" crossorigin="anonymous"></script>
<blog-search src="{_SERVICE}">
{_FORM}""",
    ),
    Piece(
        "Hugo",
        'layouts/partials/search.html; in a layout write {{ partial "search.html" . }}.',
        f'{_SCRIPT}\n<blog-search src="{_SERVICE}" lang="{{{{ site.Language.Lang }}}}">\n{_FORM}',
    ),
    Piece(
        "Jekyll",
        "_includes/search.html; in a layout write {% include search.html %}.",
        f'{_SCRIPT}\n<blog-search src="{_SERVICE}" lang="{{{{ page.lang | default: site.lang }}}}">\n{_FORM}',
    ),
    Piece(
        "Astro",
        "src/components/Search.astro; in a layout import it and write <Search />.",
        f'{_SCRIPT.replace("<script", "<script is:inline")}\n<blog-search src="{_SERVICE}">\n{_FORM}',
    ),
)

RELATED = (
    Piece(
        "Try it",
        "A post's id, path, file name or slug will do. The answer is one <aside>, without scripts and styles.",
        f"curl {_SERVICE}/posts/my-post/related",
    ),
    Piece(
        "Hugo",
        'layouts/partials/related.html (Hugo 0.141 or later); in a layout write {{ partial "related.html" . }}.',
        f"""\
{{{{ with .File }}}}
  {{{{ $address := printf "{_SERVICE}/posts/%s/related" .Path }}}}
  {{{{ with try (resources.GetRemote $address) }}}}
    {{{{ with .Err }}}}
      {{{{ errorf "%s" . }}}}
    {{{{ else with .Value }}}}
      {{{{ .Content | safeHTML }}}}
    {{{{ else }}}}
      {{{{ errorf "%s: there is no such post" $address }}}}
    {{{{ end }}}}
  {{{{ end }}}}
{{{{ end }}}}""",
    ),
    Piece(
        "Jekyll",
        "_plugins/related.rb; in a layout write {% related %}.",
        f"""\
require "net/http"

class Related < Liquid::Tag
  def render(context)
    path = context["page"]["path"].sub(%r{{\\A_posts/}}, "")
    answer = Net::HTTP.get_response(URI("{_SERVICE}/posts/#{{path}}/related"))
    answer.is_a?(Net::HTTPSuccess) ? answer.body.force_encoding("UTF-8") : raise("#{{path}}: #{{answer.code}}")
  end
end

Liquid::Template.register_tag("related", Related)""",
    ),
    Piece(
        "Astro",
        "In a layout that is given the post's id.",
        f"""\
---
const {{ id }} = Astro.props;
const answer = await fetch(`{_SERVICE}/posts/${{id}}/related`);
if (!answer.ok) throw new Error(`${{id}}: ${{answer.status}}`);
---
<Fragment set:html={{await answer.text()}} />""",
    ),
)

PIECES: Mapping[str, tuple[Piece, ...]] = MappingProxyType({"box": BOX, "related": RELATED})
"""By what they show."""
