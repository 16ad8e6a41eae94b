"""The page of all tags."""

from indexer import ValueOrder
from service.pages.tag_cloud import TagCloud
from service.wire import answers
from service.wire.requests import ValueListing


def cloud(number: int, listing: ValueListing) -> TagCloud:
    """The cloud of a blog with so many tags."""
    counts = {f"tag-{one}": 1 for one in range(number)}
    shown = ValueListing(listing.text, listing.order, TagCloud.LIMIT, listing.offset)
    return TagCloud(shown, answers.tags(counts, shown, "g"))


def test_few_tags_stand_on_one_page() -> None:
    """With nowhere to turn to."""
    page = cloud(3, ValueListing())

    assert (page.first, page.last, page.before(), page.after()) == (1, 3, None, None)


def test_many_tags_are_turned_over() -> None:
    """In the order and with the text that was asked for."""
    listing = ValueListing("tag & co", ValueOrder.NAME, offset=300)
    page = cloud(1000, ValueListing("tag", ValueOrder.NAME, offset=300))

    assert (page.first, page.last) == (301, 600)
    assert page.before() == "/tags?q=tag&sort=name"
    assert page.after() == "/tags?q=tag&sort=name&offset=600"
    assert cloud(1000, ValueListing(offset=900)).after() is None
    assert cloud(1000, ValueListing(offset=100)).before() == "/tags"
    assert cloud(1, listing).before() == "/tags?q=tag+%26+co&sort=name"


def test_either_order_can_be_chosen() -> None:
    """The most used first, unless asked otherwise; another order starts again."""
    by_count, by_name = cloud(1000, ValueListing("tag", offset=300)).sorts()

    assert (by_count.address, by_count.chosen) == ("/tags?q=tag", True)
    assert (by_name.address, by_name.chosen) == ("/tags?q=tag&sort=name", False)
