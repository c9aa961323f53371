package io.github.reelay.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a call's parameters out of a JSON or multipart body. */
final class MultipartBody {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");

  private MultipartBody() {}

  static TelegramTestServer.Call read(
      String method, @Nullable String type, byte[] body, boolean isInChunks) throws IOException {
    ObjectNode params = JSON.createObjectNode();
    Map<String, byte[]> files = new HashMap<>();
    if (type != null && type.startsWith("multipart/")) {
      String boundary = type.substring(type.indexOf("boundary=") + "boundary=".length());
      multipart(body, "--" + boundary, params, files);
    } else if (body.length > 0) {
      params.setAll((ObjectNode) JSON.readTree(body));
    }
    return new TelegramTestServer.Call(method, params, files, isInChunks);
  }

  private static void multipart(
      byte[] body, String boundary, ObjectNode params, Map<String, byte[]> files) {
    // Latin-1 keeps every byte a character, so positions in the text are positions in the body.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(boundary);
    while (at >= 0) {
      int start = at + boundary.length() + 2;
      int next = text.indexOf("\r\n" + boundary, start);
      if (next < 0) {
        return;
      }
      int blank = text.indexOf("\r\n\r\n", start);
      String head = text.substring(start, blank);
      byte[] content = Arrays.copyOfRange(body, blank + 4, next);
      Matcher name = NAME.matcher(head);
      if (name.find()) {
        if (head.contains("filename=")) {
          files.put(name.group(1), content);
        } else {
          params.set(name.group(1), value(new String(content, StandardCharsets.UTF_8)));
        }
      }
      at = next + 2;
    }
  }

  private static JsonNode value(String text) {
    try {
      return text.startsWith("{") || text.startsWith("[")
          ? JSON.readTree(text)
          : JSON.getNodeFactory().textNode(text);
    } catch (IOException e) {
      return JSON.getNodeFactory().textNode(text);
    }
  }
}
