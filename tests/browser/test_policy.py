"""Under a strict content security policy, as all other tests here, and with subresource integrity."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box
from tests.browser.conftest import NewPage
from tests.browser.watch import Watch


def test_a_policy_that_trusts_the_service_only_is_enough(page: Page, blog: Blog, watch: Watch) -> None:
    """No 'unsafe-inline', no 'unsafe-eval', in every state of both forms."""
    watch.expected.append("Failed to load resource")
    for mode in ("inline", "dialog"):
        page.goto(blog.with_box(f'mode="{mode}" theme="dark" beacon', lang="de"))
        box = Box(page)
        box.press("/")
        box.shows("idle")
        box.search("permalinks")
        box.chip("redirects").click()
        box.write("xyzzyplugh")
        box.shows("none")
        page.context.set_offline(offline=True)
        box.write("feed")
        box.shows("offline")
        page.context.set_offline(offline=False)
        box.shows("results")

    assert watch.complaints == []


def test_what_a_stricter_policy_refuses_is_noticed(page: Page, blog: Blog, watch: Watch) -> None:
    """So the test above would see a violation: here the style is refused, and the box still searches."""
    watch.expected += ["refused by the policy: style-src", "Loading the stylesheet", "Refused to load"]
    policy = f"script-src {blog.service}; style-src 'none'; connect-src {blog.service}"
    with page.expect_console_message(lambda message: "refused by the policy: style-src" in message.text):
        page.goto(blog.with_box(policy=policy))
    Box(page).search("permalinks")

    expect(Box(page).titles.first).to_have_text("Permalinks are promises")


def test_script_and_style_may_be_pinned(page: Page, blog: Blog) -> None:
    """At the addresses and with the hashes that the service publishes."""
    versions = page.request.get(f"{blog.service}/blog-search.json").json()
    script, style = versions["script"], versions["style"]
    head = (
        f'<script type="module" src="{script["url"]}" integrity="{script["integrity"]}" crossorigin></script>'
        f'<link rel="stylesheet" href="{style["url"]}" integrity="{style["integrity"]}" crossorigin>'
    )
    page.goto(blog.with_box(head=head))
    Box(page).search("permalinks")

    expect(Box(page).titles.first).to_have_text("Permalinks are promises")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)


@pytest.mark.parametrize("integrity", ["sha384-" + "A" * 64])
def test_another_script_than_the_pinned_one_does_not_run(
    new_page: NewPage, blog: Blog, watch: Watch, integrity: str, service: str
) -> None:
    """The form is left, and works."""
    page = new_page()
    watch.expected.append("Failed to find a valid digest in the 'integrity' attribute")
    page.goto(blog.with_box(head=blog.script(f'integrity="{integrity}" crossorigin')))
    page.get_by_role("searchbox").fill("permalinks")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{service}/search?q=permalinks")


def test_a_script_that_does_not_come_leaves_the_form(page: Page, blog: Blog, watch: Watch, service: str) -> None:
    """Nothing is hidden before it is there."""
    watch.expected += ["refused by the policy: script-src", "Loading the script", "Refused to load"]
    page.goto(blog.with_box(policy=f"script-src 'none'; form-action {service}"))
    page.get_by_role("searchbox").fill("permalinks")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{service}/search?q=permalinks")


def test_without_scripts_the_form_searches(plain_page: Page, blog: Blog, service: str) -> None:
    """As it would without us."""
    plain_page.goto(blog.with_box())
    plain_page.get_by_role("searchbox").fill("permalinks")
    plain_page.get_by_role("button", name="Search").click()

    expect(plain_page).to_have_url(f"{service}/search?q=permalinks")
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("8 posts")
