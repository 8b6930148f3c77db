/* The results of a search: what a page is about counts for more than what it mentions,
   and an excerpt is text as its reader sees it. */

const WORDS = /[\p{L}\p{N}]+/gu;
const UNREAD = ".headerlink, script, style, .katex-mathml, .cell_input";
const wordsOf = (text) => text.toLowerCase().match(WORDS) ?? [];
const asked = wordsOf(new URLSearchParams(location.search).get("q") ?? "");

var Scorer = {
  score: ([page, title, , , score]) => {
    const words = wordsOf(title);
    const said = asked.filter((word) => words.includes(word)).length;
    const chapter = page.startsWith("chapters/") ? 5 : 0;
    return score + chapter + (30 * said) / Math.max(asked.length, 1);
  },
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: {0: 15, 1: 5, 2: -5},
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};

document.addEventListener("DOMContentLoaded", () => {
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll(UNREAD).forEach((element) => element.remove());
    const article = page.querySelector(".bd-article") ?? page.body;
    const place = (anchor && article.querySelector(anchor)) || article;
    return place.textContent.replace(/\s+/g, " ").replaceAll("\u200b", "");
  };
});
