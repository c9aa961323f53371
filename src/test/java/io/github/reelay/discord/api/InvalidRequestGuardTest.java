package io.github.reelay.discord.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvalidRequestGuardTest {
  private final SettableClock clock = SettableClock.running();
  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient http =
      new OkHttpClient.Builder().addInterceptor(new InvalidRequestGuard(clock)).build();
  private int status = 403;

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().code(status).build();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void ask() throws IOException {
    http.newCall(new Request.Builder().url(server.url("/")).build()).execute().close();
  }

  private int askUntilStopped() {
    for (int i = 0; i < 1000; i++) {
      try {
        ask();
      } catch (IOException stopped) {
        return i;
      }
    }
    return 1000;
  }

  @Test
  void aHundredRefusalsInTenMinutesAreNeverReached() throws IOException {
    assertThat(askUntilStopped()).isLessThan(100);
    assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
    clock.advance(Duration.ofMinutes(11));
    ask();
  }

  @Test
  void whatWorksIsNotCounted() {
    status = 200;
    assertThat(askUntilStopped()).isEqualTo(1000);
  }
}
