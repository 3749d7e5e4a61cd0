"""Model to what the composer in the browser works with: see docs/assets/composer/composer-core.js.

Like the planner's data it comes as one block of JSON in the page, so that it needs no request.
"""

from __future__ import annotations

from collections.abc import Callable

from macros import model
from macros.loading.dataset import Dataset

TEST_EXAMPLES = {"trips", "passes"}
"""What tests need of a check, and a browser does not."""


def composer_data(dataset: Dataset, href: Callable[[str], str]) -> dict:
    """What the composer needs, ready for JSON; `href` gives the address of an item or page as seen from its page."""
    composer, vocabulary = dataset.composer, dataset.vocabulary
    questions = {link.relationship: link for link in composer.links}
    abouts = {about.audience: about.example for about in composer.abouts}
    return {
        "channels": [_channel(dataset, channel) for channel in vocabulary.channels],
        "relationships": [
            {"id": term.id, "label": term.label, "question": questions[term.id].label, "example": questions[term.id].example}
            for term in vocabulary.relationships
        ],
        "audiences": [{"id": term.id, "label": term.label, "example": abouts[term.id]} for term in vocabulary.audiences],
        "ways": [{"id": term.id, "label": term.label} for term in vocabulary.modes if term.id != "group"],
        "fields": [_plain(field) for field in composer.fields],
        "forms": [_plain(form) for form in composer.forms],
        "lines": [_plain(line) for line in composer.lines],
        "subjects": [_plain(subject) for subject in composer.subjects],
        "checks": [{**_plain(check, TEST_EXAMPLES | {"see"}), "href": href(check.see)} for check in dataset.checks],
    }


def _channel(dataset: Dataset, channel: model.Channel) -> dict:
    limit = dataset.facts.get(channel.text_limit)
    return {
        "id": channel.id,
        "label": channel.label,
        "note": channel.use_when,
        "parts": channel.parts,
        "subject": channel.subject,
        "limit": limit.value if limit else None,
        "mostWords": channel.most_words,
        "mostCharacters": channel.most_characters,
    }


def _plain(record: model.Model, without: set[str] | None = None) -> dict:
    return record.model_dump(mode="json", exclude=without, exclude_defaults=True)
