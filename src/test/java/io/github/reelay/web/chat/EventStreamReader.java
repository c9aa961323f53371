package io.github.reelay.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import okhttp3.Response;
import okio.BufferedSource;

/** Reads a stream of server-sent events, one at a time. */
final class EventStreamReader implements AutoCloseable {
  private final Response response;
  private final BufferedSource source;

  EventStreamReader(Response response) {
    this.response = response;
    this.source = response.body().source();
  }

  int status() {
    return response.code();
  }

  String header(String name) {
    return String.valueOf(response.header(name));
  }

  /** The next event; comments and retry advice are passed over. Fails at the stream's end. */
  Event next() throws IOException {
    String id = "";
    String name = "";
    JsonNode data = null;
    while (true) {
      String line = source.readUtf8LineStrict();
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = new JsonMapper().readTree(line.substring(6));
      } else if (line.isEmpty() && data != null) {
        return new Event(id, name, data);
      }
    }
  }

  /** Reads to the stream's end, which is clean or, at a stop, may be a cut line. */
  boolean ended() throws IOException {
    try {
      while (source.readUtf8Line() != null) {
        // comments
      }
    } catch (EOFException _) {
      return true;
    }
    return true;
  }

  @Override
  public void close() {
    response.close();
  }

  record Event(String id, String name, JsonNode data) {}
}
