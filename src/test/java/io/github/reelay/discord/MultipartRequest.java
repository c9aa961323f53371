package io.github.reelay.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Reads a call's JSON, also out of a multipart body, and the names of its files. */
final class MultipartRequest {
  private static final Pattern FILE =
      Pattern.compile("name=\"files\\[\\d+]\"; filename=\"([^\"]*)\"");
  private static final Pattern JSON =
      Pattern.compile("name=\"payload_json\".*?\r\n\r\n(.*?)\r\n--", Pattern.DOTALL);

  private MultipartRequest() {}

  static DiscordTestServer.Call read(RecordedRequest request) {
    String path = request.getUrl().encodedPath().replaceFirst("^/api/v10", "");
    @Nullable ByteString bytes = request.getBody();
    String type = request.getHeaders().get("Content-Type");
    String body = bytes == null ? "" : bytes.string(StandardCharsets.ISO_8859_1);
    List<String> files = new ArrayList<>();
    String json = body;
    if (type != null && type.startsWith("multipart/")) {
      Matcher file = FILE.matcher(body);
      while (file.find()) {
        files.add(file.group(1));
      }
      Matcher payload = JSON.matcher(body);
      json = payload.find() ? payload.group(1) : "";
    }
    JsonNode read =
        json.isBlank() || !(json.startsWith("{") || json.startsWith("["))
            ? DiscordJson.object()
            : DiscordJson.parse(
                new String(json.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    return new DiscordTestServer.Call(request.getMethod(), path, read, files);
  }
}
