package io.github.reelay.provider.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code multipart/form-data} body (RFC 7578); broken parts are left out. */
record MultipartForm(Map<String, Part> parts) {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern TYPE =
      Pattern.compile("(?im)^content-type:\\s*([^\\r\\n;]+)", Pattern.MULTILINE);

  /** Never compared, so its array does no harm. */
  @SuppressWarnings("ArrayRecordComponent")
  record Part(String contentType, boolean isFile, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  Optional<Part> file(String name) {
    return Optional.ofNullable(parts.get(name)).filter(Part::isFile);
  }

  String text(String name, String otherwise) {
    Part part = parts.get(name);
    return part == null ? otherwise : part.text();
  }

  static MultipartForm parse(HttpCall call) {
    Map<String, Part> parts = new LinkedHashMap<>();
    Matcher boundary = BOUNDARY.matcher(call.contentType());
    if (boundary.find()) {
      // One char per byte, so that positions in the text are positions in the body.
      String body = new String(call.body(), StandardCharsets.ISO_8859_1);
      String mark = "--" + boundary.group(1);
      int from = body.indexOf(mark);
      while (from >= 0) {
        int to = body.indexOf("\r\n" + mark, from + mark.length());
        if (to < 0) {
          break;
        }
        parsePart(body.substring(from + mark.length(), to), parts);
        from = to + 2;
      }
    }
    return new MultipartForm(parts);
  }

  private static void parsePart(String raw, Map<String, Part> parts) {
    int blank = raw.indexOf("\r\n\r\n");
    if (blank < 0) {
      return;
    }
    String head = raw.substring(0, blank);
    Matcher name = NAME.matcher(head);
    if (name.find()) {
      Matcher type = TYPE.matcher(head);
      parts.put(
          name.group(1),
          new Part(
              type.find() ? type.group(1).strip() : "text/plain",
              head.contains("filename="),
              raw.substring(blank + 4).getBytes(StandardCharsets.ISO_8859_1)));
    }
  }
}
