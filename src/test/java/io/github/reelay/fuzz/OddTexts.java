package io.github.reelay.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Prompts as nobody writes them: every alphabet, mark-up of every kind, names, halves of
 * characters.
 */
public final class OddTexts {
  private static final List<String> PIECES =
      List.of(
          "a red fox",
          "狐狸在雪地里",
          "@ann_b",
          "@everyone",
          "@here",
          "@abc",
          "<@123456789012345678>",
          "<@!1>",
          "<@&123>",
          "<#5>",
          "</video:1>",
          "<:a:1>",
          "<a:b:2>",
          "<t:1700000000:R>",
          "<id:customize>",
          "**",
          "*",
          "__",
          "_",
          "~~",
          "`",
          "```",
          "```js\n",
          "||",
          "> ",
          ">>> ",
          "# ",
          "## ",
          "-# ",
          "- ",
          "+ ",
          "* ",
          "1. ",
          "[x](https://e.example)",
          "[x](<https://e.example>)",
          "https://e.example/a_b*c",
          "http://x",
          "discord.gg/abc",
          "mailto:a@b.example",
          "tel:+1",
          "tg://user?id=1",
          "t.me/x",
          "/video@bot",
          "#tag",
          "$TAG",
          "<b>",
          "</b>",
          "<script>alert(1)</script>",
          "&lt;",
          "&amp;",
          "&#64;",
          "\\",
          "\\\\",
          "\\@",
          "\n",
          "\r\n",
          "\r",
          "\t",
          " ",
          "\u0000",
          "\u0007",
          "\u001B[31m",
          "\u200B",
          "\u200D",
          "\u202E",
          "\u2066",
          "\u2069",
          "\uFEFF",
          "\u2028",
          "\u0085",
          "\u00A0",
          "\u3000",
          "\u0301",
          "e\u0301\u0302\u0303",
          "👨\u200D👩\u200D👧",
          "🏳️\u200D🌈",
          "🇩🇪",
          "🦊",
          "\uD83E",
          "\uDD8A",
          "\u05D0\u05D1",
          "\u0627\u0644",
          "\uDB40\uDC41",
          "{0}",
          "%s",
          "''",
          "\"",
          "@\u200Beveryone",
          "@\u202Eann_b",
          "@\uFE0Fhere",
          "＠everyone",
          "@@ann_b",
          "a@b.example",
          "@ann@ben@cem");

  private OddTexts() {}

  /**
   * @param most UTF-16 units, more or less
   */
  public static String of(SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    String piece = piece(random);
    int length = random.nextInt(1, most);
    while (text.length() < length) {
      // The same again and again finds limits of number.
      piece = random.nextInt(6) == 0 || random.nextBoolean() ? piece(random) : piece;
      text.append(piece);
    }
    return text.toString();
  }

  private static String piece(SplittableRandom random) {
    return random.nextInt(12) == 0
        ? Character.toString(random.nextInt(1, 0x30000))
        : PIECES.get(random.nextInt(PIECES.size()));
  }
}
