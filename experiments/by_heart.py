"""Does the language model know this by heart? Famous texts, each begun for it.

Each seed is one text. The model, which always takes its likeliest token, recites the
continuation until the first token that is another one. It need not be let loose for
that: as long as it is right, it reads the text itself.
"""

from infobook.language_model import load_language_model

TEXTS = (
    ("the alphabet", "a b c d e f g h i", " j k l m n o p q r s t u v w x y z"),
    (
        "the days of the week",
        "Monday, Tuesday, Wednesday,",
        " Thursday, Friday, Saturday, Sunday",
    ),
    (
        "Declaration of Independence",
        "We hold these truths to be self-evident, that all men are",
        " created equal, that they are endowed by their Creator with certain "
        "unalienable Rights",
    ),
    (
        "Constitution",
        "We the People of the United States, in Order to form a more",
        " perfect Union, establish Justice, insure domestic Tranquility, provide",
    ),
    (
        "Gettysburg Address",
        "Four score and seven years ago our fathers brought forth",
        " on this continent, a new nation, conceived in Liberty, and dedicated",
    ),
    (
        "Pledge of Allegiance",
        "I pledge allegiance to the flag of the",
        " United States of America, and to the Republic for which it stands",
    ),
    (
        "Genesis 1",
        "In the beginning God created",
        " the heaven and the earth. And the earth was without form, and void;",
    ),
    (
        "Psalm 23",
        "The LORD is my shepherd; I shall not",
        " want. He maketh me to lie down in green pastures: he leadeth me",
    ),
    (
        "John 3:16",
        "For God so loved the world, that he gave",
        " his only begotten Son, that whosoever believeth in him should not perish",
    ),
    (
        "Hamlet",
        "To be, or not to be: that is the",
        " question: Whether 'tis nobler in the mind to suffer The slings and arrows",
    ),
    (
        "MIT licence",
        "Permission is hereby granted, free of charge, to any person obtaining a copy "
        "of this",
        " software and associated documentation files",
    ),
    (
        "Lorem ipsum",
        "Lorem ipsum dolor sit amet,",
        " consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore",
    ),
    (
        "Twinkle, twinkle",
        "Twinkle, twinkle, little star,\nHow I wonder",
        " what you are!\nUp above the world so high,\nLike a diamond in the sky",
    ),
)
SEEDS = range(len(TEXTS))


def run(seed):
    """Return how many tokens of one text are recited, of how many."""
    model = load_language_model()
    _, begun, rest = TEXTS[seed]
    begun, rest = model.encode(begun), model.encode(rest)
    logits = model.logits([model.start, *begun, *rest])[len(begun) : -1]
    wrong = logits.argmax(axis=1) != rest
    recited = wrong.argmax() if wrong.any() else len(rest)
    return {"recited": recited, "tokens": len(rest)}
