package io.github.reelay.discord.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoRepeatInterceptorTest {
  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient http =
      new OkHttpClient.Builder().addNetworkInterceptor(new NoRepeatInterceptor()).build();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int status(String method, String path) throws IOException {
    RequestBody body = method.equals("GET") ? null : RequestBody.create(new byte[] {1});
    try (Response response =
        http.newCall(new Request.Builder().url(server.url(path)).method(method, body).build())
            .execute()) {
      return response.code();
    }
  }

  private void answer(int status) {
    server.enqueue(new MockResponse.Builder().code(status).addHeader("Retry-After", "0").build());
    server.enqueue(new MockResponse.Builder().code(204).build());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 502, 503, 504, 520, 529})
  void anAnswerThatWouldBeRepeatedLooksFinal(int status) throws IOException {
    answer(status);
    assertThat(status("POST", "/api/v10/channels/1/messages")).isEqualTo(500);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void refusalsStayWhatTheyAre() throws IOException {
    answer(403);
    assertThat(status("POST", "/api/v10/channels/1/messages")).isEqualTo(403);
  }

  @Test
  void anEditMayBeRepeated() throws IOException {
    answer(502);
    assertThat(status("PATCH", "/api/v10/channels/1/messages/2")).isEqualTo(502);
  }

  @Test
  void anAcknowledgementMayBeRepeated() throws IOException {
    answer(502);
    assertThat(status("POST", "/api/v10/interactions/1/t/callback")).isEqualTo(502);
  }
}
