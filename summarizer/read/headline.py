"""Finds what a page says of its article: title, date of publication, outlet. What it does not say is None."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.models import Furniture, TimeExpression
from summarizer.read.furniture import Line, is_running_text, is_sentence, kind_of_line, page_lines

__all__ = ["find_outlet", "find_published", "find_title"]

HEAD_LINES = 12
"""How many lines from the top may hold the title, the date and the dateline, and how many at the foot a credit."""
LINES_ABOVE_DATE = 3
"""A date alone on its line is the article's below at most so many lines: title, a line on it, who wrote it."""
OUTLET_WORDS = 5
"""An outlet's name has at most so many words."""

_LABEL = re.compile(
    r"(?:^|.*[|·•,;–—]\s*|.*\s-\s)"
    r"(?P<label>(?P<first>date|(first |originally )?published|posted|created)"
    r"|(last |most recently )?(updated|modified))"
    r"(?P<colon>( on| at)?:| on| at)?",
    re.I,
)
_CAPITALS = r"[A-ZÀ-Ý][^\s.!?:;|]*\.?"
_BYLINE = re.compile(
    rf"(?i:((written|reported|posted|published) )?by) {_CAPITALS}(,? (and |& |of |for |in )?{_CAPITALS}){{0,9}}"
    r"[\s,|·•–—-]*(?i:on )?"
    r"|([^.!?:;|·•]{2,60}\s[|·•]\s*){1,3}"
)
_TIME = re.compile(
    r"([\s,|·•–—-]*(at )?\d{1,2}[:.h]\d{2}(:\d{2})?\s*([ap]\.?m\.?)?\s*(?-i:[A-Z]{0,5}))?(\s*\([A-Z]{2,5}\))?", re.I
)
_BREAK = re.compile(
    r"[\s,|·•–—)-]*$|\s*[|·•/;]"
    r"|[\s,]*((last |most recently )?(updated|modified|published|posted)\b|by (?-i:[A-Z])[^.!?]{1,60}$)",
    re.I,
)
_YEAR = re.compile(r"[0-9]{4}")
_PLACE = r"(?!(?i:in|on|at|by|since|from|until|after|before|as|the)\b)[A-ZÀ-Ý][\w.’' -]{1,40}"
_CITY = re.compile(rf"({_PLACE}(, {_PLACE})?,)?\s*")
_AGENCY = re.compile(r"\s*\((?P<agency>[\w .&’'-]{2,30})\)\s*[–—-]")
_DASH = re.compile(r"(\s*[–—]\s*|\s+-\s+)[“”\"‘'(\[]?[A-ZÀ-Ý]")
_LOOKS_BACK = re.compile(
    r"(^|[.!?][”\"’]?\s+)([\w-]+ ){0,4}(years?|decades?|generations?|centur(y|ies)) (on|later|ha(ve|d) passed)\b",
    re.I,
)
_LOOKS_FORWARD = re.compile(
    r"\b(will|would|shall|until|till|by|due|planned|plans?|scheduled|set|expected|expires?|extend\w*|deadline|next)\b",
    re.I,
)
_CREDIT = re.compile(r"(courtesy|source)(/(courtesy|source))?\s*:\s*(?P<outlet>[^|,(]{2,40})", re.I)
_BEFORE_DATE = re.compile(r"(?:\s*\([A-Z][\w ]+\))?\s*[,|–—·-]\s*$")
"""What stands between an outlet and the date in one line, an agency in brackets included."""
_OUTLET_WORD = re.compile(
    r"\b(?:Agency|Broadcasting|Bulletin|Chronicle|Courier|Daily|Dispatch|Echo|Enquirer|Examiner|Express|Gazette|Globe"
    r"|Guardian|Herald|Inquirer|Journal|Ledger|Mail|Mercury|Mirror|Monitor|News|Observer|Post|Press|Radio|Record|Register"
    r"|Reporter|Review|Sentinel|Standard|Telegraph|Television|Times|Today|Tribune|TV|Weekly)\b"
)
"""A word by which a name is an outlet's and not a town's: "Riga, 14 February 2022" names none."""
_OUTLET = re.compile(r"[A-Z0-9][\w’'.&-]*( (of|the|and|for|on|in|&|[A-Z0-9][\w’'.&-]*))*")
_EDITOR = re.compile(
    r"\b(is|works as) (an? |the )?(?!former\b)((?!former\b)[\w-]+ ){0,3}"
    r"(editor|reporter|correspondent|journalist|writer|columnist)s? (at|for|of|with) "
    r"(?P<outlet>(the )?[A-Z][\w’'.-]*( (of |and )?[A-Z][\w’'.-]*){0,4})"
)


def find_title(text: str, furniture: Sequence[Furniture]) -> str | None:
    """The first line of the article where it stands alone and is no sentence; otherwise None."""
    lines = list(_article_lines(text, furniture))
    if len(lines) < 2:
        return None
    first, second = lines[0], lines[1]
    stands_alone = len(first.text) <= 200 and second.opens and not first.text.endswith((".", ",", ";"))
    return first.text if stands_alone and not _is_date_line(first.text) else None


def find_published(text: str, furniture: Sequence[Furniture]) -> tuple[dt.date | None, str | None]:
    """The article's own date and the rule that found it: a label, a byline, a dateline, or a line that is only a date.

    A clock at the top of the page is furniture and no date of the article. The day of an update counts where nothing
    else is given. A day that only stands first, without a label, may be the day that the article looks back on: where
    the text does so or tells of a later year, the date is unknown.
    """
    lines = list(_article_lines(text, furniture))
    found = sorted(_head_dates(lines), key=lambda each: (each[1] != "label", each[1] == "update"))
    for date, rule, line in found:
        if rule in ("label", "update", "byline") or not _is_in_doubt(date, lines, line):
            return date, rule
    return None, None


def find_outlet(text: str, furniture: Sequence[Furniture]) -> tuple[str | None, str | None]:
    """The outlet that the page names, and the rule that found it.

    The rules: dateline, date line ("Northern Post, 14 February 2022"), source line, the author's biography.
    """
    for line in list(_article_lines(text, furniture))[:HEAD_LINES]:
        for date in _full_dates(line.text[:160]):
            agency = _AGENCY.match(line.text, date.end)
            if agency and _date_rule(line.text, date) == "dateline":
                return agency["agency"].strip(), "dateline"
            if outlet := _outlet_before(line.text, date):
                return outlet, "date line"
    credits = _edges(text)
    for piece in furniture:
        words = text[piece.start : piece.end]
        credit = _CREDIT.fullmatch(words) if piece.kind == "credit" and piece.start in credits else None
        if credit and _is_outlet(credit["outlet"].strip()):
            return _without_stop(credit["outlet"].strip()), "source line"
        editor = _EDITOR.search(words) if piece.kind == "biography" else None
        if editor and _is_outlet(_without_stop(editor["outlet"])):
            return _without_stop(editor["outlet"]), "author's biography"
    return None, None


def _outlet_before(line: str, date: TimeExpression) -> str | None:
    """The outlet in a line of its own before the date that ends it: "Northern Post, 14 February 2022"."""
    outlet = _BEFORE_DATE.sub("", line[: date.start])
    alone = _ends(line[date.end :]) and _is_outlet(outlet) and _OUTLET_WORD.search(outlet)
    return outlet if alone else None


def _edges(text: str) -> frozenset[int]:
    """Where the first and last lines of the page start, which are those that may name its source."""
    starts = [line.start for line in page_lines(text)]
    return frozenset(starts[:HEAD_LINES] + starts[-HEAD_LINES:])


def _is_outlet(name: str) -> bool:
    """Whether a name can be an outlet's: short, capitalised, and neither a state nor an authority."""
    from summarizer.text.places import canonical_place

    if len(name.split()) > OUTLET_WORDS or not _OUTLET.fullmatch(name.removeprefix("the ")):
        return False
    bare = _without_stop(name)
    return canonical_place(bare) is None and kind_of_line("no_outlet", bare) is None


def _without_stop(name: str) -> str:
    """The name without the full stop of its sentence; that of an abbreviation with several stays."""
    return name.removesuffix(".") if name.count(".") == 1 else name


def _head_dates(lines: Sequence[Line]) -> Iterator[tuple[dt.date, str, int]]:
    """The dates that the head of the page gives by some rule, each with the rule and the number of its line."""
    for i, line in enumerate(lines[:HEAD_LINES]):
        behind = 0
        for date in _full_dates(line.text[:160]):
            rule = _date_rule(line.text, date, behind)
            if date.earliest and rule and (rule != "date line" or _is_below_title(lines, i)):
                yield date.earliest, rule, i
            behind = date.end


def _is_below_title(lines: Sequence[Line], i: int) -> bool:
    running = sum(is_running_text(line.text) for line in lines[:i])
    return i <= LINES_ABOVE_DATE and running <= 1


def _is_in_doubt(date: dt.date, lines: Sequence[Line], i: int) -> bool:
    """Whether the article may look back on this day: its opening says so, or it tells of a day in a later year."""
    body = [line.text for line in lines[i:] if is_sentence(line.text)]
    return bool(body and _LOOKS_BACK.search(body[0])) or any(_tells_of_later_year(date, words) for words in body)


def _tells_of_later_year(date: dt.date, paragraph: str) -> bool:
    from summarizer.text.sentences import sentences

    if not any(int(year) > date.year for year in re.findall(r"\b(?:19|20)\d\d\b", paragraph)):
        return False
    told = (paragraph[span.start : span.end] for span in sentences(paragraph))
    return any(
        day.earliest.year > date.year
        for words in told
        if not _LOOKS_FORWARD.search(words)
        for day in _full_dates(words)
        if day.earliest
    )


def _article_lines(text: str, furniture: Sequence[Furniture]) -> Iterator[Line]:
    covered = {piece.start for piece in furniture}
    return (line for line in page_lines(text) if line.start not in covered)


@lru_cache(maxsize=64)
def _full_dates(line: str) -> tuple[TimeExpression, ...]:
    """The dates of a line that are one day of a known year."""
    from summarizer.text.find_dates import find_dates

    if not _YEAR.search(line):  # without a day of publication to count from, only figures give a year
        return ()
    return tuple(found for found in find_dates(line) if found.earliest and found.earliest == found.latest)


def _date_rule(line: str, date: TimeExpression, behind: int = 0) -> str | None:
    """The rule by which a date of this line is the article's; `behind` is where the line's last date before it ends."""
    before, after = line[behind : date.start], line[date.end :]
    ends = _ends(after)
    label = _LABEL.fullmatch(before.strip())
    if label and (ends or (label["colon"] or "").endswith(":") or label["label"].lower() == "date"):
        return "label" if label["first"] else "update"
    if behind:
        return None
    if ends and before.strip() and _BYLINE.fullmatch(before):
        return "byline"
    if ends and (_CITY.fullmatch(before) or _outlet_before(line, date)):
        return "date line"
    if _CITY.fullmatch(before) and (_AGENCY.match(after) or _DASH.match(after)):
        return "dateline"
    return None


def _ends(after: str) -> bool:
    """Whether nothing more is said of a date: the line ends behind it and its time of day, or another entry begins."""
    time = _TIME.match(after)
    return bool(_BREAK.match(after, time.end() if time else 0))


def _is_date_line(line: str) -> bool:
    """Whether a line is there for its date: it is one, or names the author or a label beside it."""
    return any(_date_rule(line, date) in ("date line", "byline", "label", "update") for date in _full_dates(line))
