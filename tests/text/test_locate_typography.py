"""Which writings of the same words count as one, and which as other words, with the reason for each of the latter."""

from __future__ import annotations

import pytest

from summarizer.text.locate import locate

SAME = {
    "spaces": [
        ("two words here", "two\u00a0words here"),
        ("two words here", "two\u2009words\u202fhere"),
        ("two words here", "two\u200bwords here"),
        ("two\u3000words", "two words"),
        ("two words here", "two\r\n\twords here"),
        ("twowords here", "two\u200bwords here"),
    ],
    "quotation marks and apostrophes": [
        ('so "we go" it is', "so „we go“ it is"),
        ('so "we go" it is', "so »we go« it is"),
        ("so 'we go' it is", "so ‹we go› it is"),
        ("so 'we go' it is", "so ‚we go‘ it is"),
        ('so "we go" it is', "so ``we go'' it is"),
        ('so "we go" it is', "so ,,we go'' it is"),
        ("so ’we go’ it is", "so ′we go′ it is"),
        ('so "we go" it is', "so ″we go″ it is"),
        ("他说“我们走”", "他说「我们走」"),
        ("它说“我们走”吗", "它说『我们走』吗"),
        ("Ann's ship", "Ann’s ship"),
        ("Ann`s ship", "Annʼs ship"),
    ],
    "dashes": [
        ("we go - now", "we go — now"),
        ("we go--now", "we go—now"),
        ("we go -- now", "we go – now"),
        ("a well-known man", "a well‑known man"),
        ("at −5 degrees", "at -5 degrees"),
    ],
    "ellipses": [
        ("wait… and see", "wait... and see"),
        ("wait . . . and see", "wait… and see"),
    ],
    "case": [
        ("DIE STRASSE", "die Straße"),
        ("die straße", "DIE STRASSE"),
        ("DIE STRAẞE", "die Straße"),
        ("istanbul is big", "İstanbul is big"),
        ("İSTANBUL IS BIG", "istanbul is big"),
        ("i\u0307stanbul is", "İstanbul is"),
        ("ΟΔΟΣ ΤΩΝ ΘΕΩΝ", "οδος των θεων"),
        ("ΠΟΛΙΣ", "πολις"),
        ("МИНИСТР СКАЗАЛ", "министр сказал"),
    ],
    "compatibility forms": [
        ("the final offer", "the ﬁnal oﬀer"),
        ("Ｒｕｓｓｉａ １５", "Russia 15"),
        ("ﾆｭｰｽです", "ニュースです"),
        ("der Ⅳ. Tag", "der IV. Tag"),
        ("cafe\u0301 au lait", "café au lait"),
        ("각하", "\u1100\u1161\u11a8\u1112\u1161"),
    ],
    "invisible characters": [
        ("her colleague", "her col\u00adleague"),
        ("her col\u00adleague", "her colleague"),
        ("قال الرئيس", "قال \u200fالرئيـس"),
        ("the man", "the\ufeff man"),
    ],
    "hyphenation at the end of a line": [
        ("the negotiations went on", "the nego-\ntiations went on"),
        ("the nego-\r\n  tiations went on", "the negotiations went on"),
        ("a well-known man", "a well-\nknown man"),
        ("the well-known negotiations", "the well-\nknown nego-\ntiations"),
        ("he was re- elected", "he was re-\nelected"),
    ],
    "HTML entities": [
        ("AT&amp;T said &quot;no&quot;", 'AT&T said "no"'),
        ("rose&nbsp;by 5 points", "rose by 5 points"),
        ("he said &#8220;yes&#x201d; to it", "he said “yes” to it"),
        ("the Q&A is", "the Q&amp;A is"),
        ("caf&eacute; au lait", "café au lait"),
    ],
    "Markdown emphasis": [
        ("he will **not** go", "he will not go"),
        ("*he* will _not_ go", "he will not go"),
        ("***He*** will __not__ go", "he will not go"),
        ("he will not go", "he will **not** go"),
    ],
    "a backslash before a quotation mark": [('he said \\"no\\" today', "he said “no” today")],
    "no spaces between words": [
        ("中方反对制裁", "中方反对\n制裁"),
        ("中方 反对 制裁", "中方反对制裁"),
        ("在 2022 年反对", "在2022年反对"),
        ("ประเทศ ไทยจะ", "ประเทศไทยจะ"),
    ],
}

DIFFERENT = {
    "a superscript is a power": [("some x² is big", "some x2 is big"), ("some x2 is big", "some x² is big")],
    "a fraction written as one sign may continue a number": [("took 11/2 hours off", "took 1½ hours off")],
    "a hyphen inside a line makes another word": [
        ("they re-sign the deal", "they resign the deal"),
        ("they resign the deal", "they re-sign the deal"),
    ],
    "the Turkish letters ı and i are two": [("dün sıkıldım dedi", "dün sikildim dedi")],
    "an accent makes another letter": [("the pâté was served", "the pate was served")],
    "an underscore or star inside a word is no emphasis": [("the fst_name is here", "the fstname is here")],
    "a space between digits makes other numbers": [("some 5 3 years ago", "some 53 years ago")],
}


@pytest.mark.parametrize(("quote", "words"), [pair for pairs in SAME.values() for pair in pairs])
def test_the_same_words_in_another_writing_are_normalised(quote: str, words: str) -> None:
    text = f"Before it. {words}, and so on."
    found = locate(quote, text)
    assert (found.match, found.words, found.start) == ("normalised", words, 11)


@pytest.mark.parametrize(("quote", "words"), [pair for pairs in DIFFERENT.values() for pair in pairs])
def test_other_words_are_altered_and_not_normalised(quote: str, words: str) -> None:
    found = locate(quote, f"Before it. {words}, and so on.")
    assert (found.match, found.words) == ("altered", words)
    assert found.diff


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("中方反对单边制裁", "外交部发言人表示，中方反对单边制裁。"),
        ("ประเทศไทยจะไม่", "วันนี้ประเทศไทยจะไม่เข้าร่วม"),
        ("قال الرئيس إن", "ثم قال الرئيس إن بلاده"),
        ("भारत ने कहा कि", "आज भारत ने कहा कि वह"),
        ("그는 말했다", "어제 그는 말했다."),
    ],
)
def test_words_of_any_script_are_verbatim(quote: str, text: str) -> None:
    found = locate(quote, text)
    assert (found.match, found.start) == ("verbatim", text.index(quote))


@pytest.mark.parametrize(
    ("quote", "text", "diff"),
    [
        ("中方赞成制裁的措施", "中方反对制裁的措施。", "[-反对-]{+赞成+}"),
        ("भारत ने कहा नहीं कि वह जाएगा", "आज भारत ने कहा कि वह जाएगा।", "{+नहीं+}"),
        ("her col\u00adleague never agreed with it", "Her colleague agreed with it.", "{+never+}"),
    ],
)
def test_the_diff_shows_whole_words_of_any_script(quote: str, text: str, diff: str) -> None:
    found = locate(quote, text)
    assert (found.match, found.diff) == ("altered", diff)


def test_a_vowel_sign_is_not_cut_from_its_letter() -> None:
    # Verbatim without the vowel sign of the last letter, as characters go; the whole word behind comes first.
    assert locate("कह", "वह कहा और कह").start == 10


BRIDGE = "The old bridge, said Ann, will stay open until the cold winter.\n\nThe ferry runs again."


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("The old bridge … stay open [...] the cold winter", BRIDGE[:62]),
        ("The old bridge (…) stay open", "The old bridge, said Ann, will stay open"),
        ("“The old bridge” ... “will stay open”", "The old bridge, said Ann, will stay open"),
        ("said Ann, . . . the cold winter.", "said Ann, will stay open until the cold winter."),
        ("the OLD bridge … STAY open", "The old bridge, said Ann, will stay open"),
        ("[…] until the cold winter …", "until the cold winter"),
    ],
)
def test_the_parts_around_any_ellipsis_are_one_quotation(quote: str, words: str) -> None:
    found = locate(quote, BRIDGE)
    assert (found.match in ("verbatim", "normalised"), found.words) == (True, words)


@pytest.mark.parametrize(
    "quote",
    [
        "The old bridge … the cold winter … will stay open",  # the wrong order
        "the cold winter … The ferry runs",  # two paragraphs
        "The old bridge … runs again",
        "stay open … stay open",  # one place for two parts
    ],
)
def test_parts_in_another_order_or_paragraph_are_not_one_quotation(quote: str) -> None:
    assert locate(quote, BRIDGE).match in ("altered", "absent")


def test_a_part_is_tied_to_the_place_from_which_the_next_part_follows() -> None:
    text = "We know it. Ann, we know, will come. It rained. It snowed. We know the ship has gone."
    found = locate("we know … the ship … gone", text)
    assert (found.words, found.occurrences) == ("We know the ship has gone", 1)


def test_a_long_run_of_dots_takes_no_time() -> None:
    assert locate("[" + "." * 50_000 + "x [" + ". " * 20_000, BRIDGE).match == "absent"
