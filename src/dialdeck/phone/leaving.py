"""The narrow door: what may leave the program towards something that dials, and why the rest may not.

It is asked on the way to every dial, so it must not cost an import: the ordinary area codes of North America stand
here as they are in the library's tables. Whatever is not plainly ordinary is asked of `phonenumbers` itself, and
whether the two agree is tested.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

ALLOWED_KINDS: Final[frozenset[str]] = frozenset(
    {"fixed", "mobile", "fixed_or_mobile", "toll_free", "voip", "pager", "uan", "voicemail", "unknown"}
)
"""Kinds that may be dialed without asking, unlike those of `model.codes.REFUSED_KINDS`."""

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_SHORT = re.compile(r"\+?[0-9]{2,6}")
_NORTH_AMERICA = re.compile(r"\+1([2-9][0-9]{2})[2-9][0-9]{6}")
# Area codes in which every number is a line that can be fixed or mobile (phonenumbers 9.0, tables of +1). As three
# digits between spaces they can be looked for in the text itself.
_ORDINARY: Final = """
    201 202 203 204 205 206 207 208 209 210 212 213 214 215 216 217 218 219 220 223 224 225 226 227 228 229 231 234 235
    236 239 240 248 249 250 251 252 253 254 256 257 260 262 263 267 269 270 272 273 274 276 279 281 283 289 301 302 303
    304 305 306 307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 324 325 326 327 329 330 331 332 334 336 337
    339 341 343 346 347 350 351 352 353 354 360 361 363 364 365 367 368 369 380 382 385 386 401 402 403 404 405 406 407
    408 409 410 412 413 414 415 416 417 418 419 423 424 425 428 430 431 432 434 435 437 438 440 442 443 445 447 448 450
    458 463 464 468 469 470 472 474 475 478 479 480 484 501 502 503 504 505 506 507 508 509 510 512 513 514 515 516 517
    518 519 520 530 531 534 539 540 541 548 551 557 559 561 562 563 564 567 570 571 572 573 574 575 579 580 581 582 584
    585 586 587 601 602 603 604 605 606 607 608 609 610 612 613 614 615 616 617 618 619 620 623 626 628 629 630 631 636
    639 640 641 645 646 647 650 651 656 657 659 660 661 662 667 669 672 678 680 681 682 683 686 689 701 702 703 704 705
    706 707 708 709 712 713 714 715 716 717 718 719 720 724 725 726 727 728 730 731 732 734 737 738 740 742 743 747 748
    753 754 757 760 762 763 765 769 770 771 772 773 774 775 778 779 780 781 782 785 786 787 801 802 803 804 805 806 807
    808 809 810 812 813 814 815 816 817 818 819 820 821 825 826 828 830 831 832 835 838 839 840 843 845 847 848 849 850
    854 856 857 858 859 860 862 863 864 865 867 870 872 873 878 879 901 902 903 904 905 906 907 908 909 910 912 913 914
    915 916 917 918 919 920 925 928 929 930 931 934 936 937 938 939 940 941 942 943 945 947 948 949 951 952 954 956 959
    970 971 972 973 975 978 979 980 984 985 986 989
"""
_TOLL_FREE: Final = "800 833 844 855 866 877 888"
_LONGEST_SHOWN = 40


def is_e164(text: str) -> bool:
    """Tell whether the whole text is a strict E.164 number in ASCII: `+`, 7 to 15 digits, no leading zero."""
    return _E164.fullmatch(text) is not None


def refusal_of(e164: str, kind: str, allow_kinds: Collection[str] = ()) -> str | None:
    """Return None if this number may leave the program, else the reason in one sentence.

    `kind` is what is on record; the numbering plan is asked again, and both must be allowed. `allow_kinds` are kinds
    that the settings (`calling.allow_kinds`) allow beside the ordinary ones. Emergency and short numbers are no
    complete numbers and are refused whatever is allowed.
    """
    malformed = refusal_of_form(e164)
    if malformed is not None:
        return malformed
    allowed = ALLOWED_KINDS.union(allow_kinds)
    if kind in allowed and _ordinary_kind(e164) in allowed:
        return None
    from dialdeck.phone.numbers import dialable

    return dialable(e164, kind, allowed)


def refusal_on_record(e164: str, kind: str, allow_kinds: Collection[str] = ()) -> str | None:
    """Return None if the form and the kind on record allow a number, else the reason; mostly costs no import.

    North America is judged in full. Numbers of other countries that pass here are asked of the numbering plan
    (`refusal_of`) before they leave.
    """
    if kind not in ALLOWED_KINDS and kind not in allow_kinds:
        return kind_refused(e164, kind)
    return refusal_of(e164, kind, allow_kinds) if e164.startswith("+1") else refusal_of_form(e164)


def kind_refused(e164: str, kind: str) -> str:
    """Return in one sentence that numbers of this kind are not dialed, and what would let them be."""
    words = kind.replace("_", "-")
    return f"{e164} is a {words} number, which is not dialed unless allow_kinds in the settings names the kind"


def refusal_of_form(e164: str) -> str | None:
    """Return None for a strict E.164 number, else why it is not dialed: all that a dialer itself can judge."""
    if is_e164(e164):
        return None
    if _SHORT.fullmatch(e164):
        return f"{shown(e164)} is a short or emergency number, which is only ever dialed by hand"
    return f"{shown(e164)} is not a complete number in the form +13125550142; it is not dialed"


def shown(raw: str) -> str:
    """Return the text in quotes, what cannot be printed escaped, cut at 40 characters."""
    return repr(raw if len(raw) <= _LONGEST_SHOWN else raw[: _LONGEST_SHOWN - 1] + "…")


def _ordinary_kind(e164: str) -> str | None:
    """The kind of a plainly ordinary number of North America, without any import; None for all others."""
    match = _NORTH_AMERICA.fullmatch(e164)
    if match is None:
        return None
    if match[1] in _ORDINARY:
        return "fixed_or_mobile"
    return "toll_free" if match[1] in _TOLL_FREE else None
