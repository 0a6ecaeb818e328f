// The translations of one language. A sentence with values in it is found by its words: the key
// "{count} mark|{count} marks" stands for "1 mark" and for "7 marks".

const PLACE = /\{(\w+)\}/g;
const NUMBER = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/.source;
// Without lookbehind, at which iOS before 16.4 refuses the whole script.
const WRITTEN = new RegExp(`(^|[^\\w.,])(${NUMBER})([\\u00a0 ]%)?(?!\\w|[.,]\\d)`, "g");
const SENTENCE_END = /([.!?…]) (?=\p{Lu})/gu;
const MOST_KNOWN = 2000; // translations that are kept at hand

// What may stand in a place: of a count nothing but digits, of a name even a list with dots.
const VALUE = "[^·]";
const VALUES = { count: "[\\d.,]", name: "." };

// What ends a sentence, and what stands between two; in most languages a dot and a space.
const SENTENCE = { ja: ["。", ""], zh: ["。", ""] };

const isWord = (text) => /[A-Za-z]/.test(text);

export class Catalogue {
  known = new Map(); // by the English text
  formats = new Map(); // of numbers

  // `sentences`: by the English one its translation, or several by the plural category.
  constructor(language, sentences) {
    this.language = language;
    this.sentences = new Map(Object.entries(sentences).filter(([, said]) => said));
    [this.stop, this.space] = SENTENCE[language] ?? [".", " "];
    this.plurals = new Intl.PluralRules(language);
    this.templates = [...this.sentences.keys()].flatMap(templatesOf);
    this.templates.sort((one, other) => other.words - one.words); // the most exact first
  }

  // What is said for an English sentence, or for a part of one; itself where there is nothing.
  say(english) {
    if (!this.known.has(english)) {
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      this.known.set(english, this.find(english) ?? this.numbers(english));
    }
    return this.known.get(english);
  }

  find(english) {
    const exact = this.sentences.get(english);
    if (typeof exact === "string") return exact;
    if (!isWord(english)) return undefined;
    for (const template of this.templates) {
      const match = english.match(template.pattern);
      if (match) return this.fill(template.key, match.groups ?? {});
    }
    return (
      this.inParts(english.split(" · "), " · ") ??
      this.withoutStop(english) ??
      this.inParts(english.replace(SENTENCE_END, "$1\0").split("\0"), this.space)
    );
  }

  fill(key, { ...values }) {
    const forms = this.sentences.get(key);
    const count = Number((values.count ?? "1").replaceAll(",", ""));
    const text = typeof forms === "string" ? forms : forms[this.plurals.select(count)];
    values.count ??= "1";
    return text.replace(PLACE, (_, name) => {
      return name.startsWith("own") ? values[name] : this.say(values[name] ?? "");
    });
  }

  // Sentences one after the other, or names with a dot between them.
  inParts(parts, between) {
    return parts.length > 1 ? parts.map((part) => this.say(part)).join(between) : undefined;
  }

  withoutStop(english) {
    const plain = english.slice(0, -1);
    return english.endsWith(".") && this.sentences.has(plain)
      ? `${this.say(plain)}${this.stop}`
      : undefined;
  }

  // Numbers as the language writes them; "99.4 %" and "1,010" are English.
  numbers(text) {
    if (isWord(text)) return text;
    return text.replace(WRITTEN, (whole, before, digits, percent) => {
      if (!percent && !/[.,]/.test(digits)) return whole; // a digit, or a year
      const value = Number(digits.replaceAll(",", ""));
      return before + this.format(digits, percent).format(percent ? value / 100 : value);
    });
  }

  // With as many decimals as the English number has, and in groups where that is.
  format(digits, percent) {
    const decimals = digits.split(".")[1]?.length ?? 0;
    const isGrouped = digits.includes(",");
    const name = `${decimals} ${isGrouped} ${Boolean(percent)}`;
    if (!this.formats.has(name)) {
      const form = new Intl.NumberFormat(this.language, {
        style: percent ? "percent" : "decimal",
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        useGrouping: isGrouped ? "always" : false,
      });
      this.formats.set(name, form);
    }
    return this.formats.get(name);
  }
}

// One for each form of a key with places: how long its words are, and what finds their values.
function templatesOf(key) {
  if (!/[{|]/.test(key)) return [];
  return key.split("|").map((form) => {
    const seen = new Set();
    const pieces = form.split(PLACE).map((piece, index) => {
      if (index % 2 === 0) return piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      if (seen.has(piece)) return `\\k<${piece}>`;
      seen.add(piece);
      return `(?<${piece}>${VALUES[piece] ?? VALUE}+?)`;
    });
    const words = form.replace(PLACE, "").length;
    return { key, words, pattern: new RegExp(`^${pieces.join("")}$`, "s") };
  });
}
