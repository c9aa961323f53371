package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.config.ConfigFolder;
import io.github.reelay.fuzz.Fuzz;
import io.github.reelay.http.DownloadResult;
import io.github.reelay.http.FetchLimits;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.http.RetryAfter;
import io.github.reelay.provider.catalogue.WorkflowReader;
import io.github.reelay.provider.dialect.Dialects;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What relays, GPUs and servers of files put before their answers, with odd values. */
class HeadersFuzzTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST = 300;
  private static final String JSON = "{\"id\":\"t-1\",\"status\":\"queued\",\"prompt_id\":\"x\"}";

  private static final List<String> STATUS_LINES =
      List.of(
          "HTTP/1.1 204 No Content",
          "HTTP/1.1 206 Partial Content",
          "HTTP/1.1 206 Partial Content",
          "HTTP/1.1 302 Found",
          "HTTP/1.1 404 Not Found",
          "HTTP/1.1 429 Slow Down",
          "HTTP/1.1 503 Busy",
          "HTTP/1.1 200",
          "HTTP/1.0 200 OK",
          "HTTP/9.9 200 OK",
          "ICY 200 OK",
          "HTTP/1.1 099 X",
          "HTTP/1.1 1000 X",
          "HTTP/1.1 -20 X",
          "HTTP/1.1 100 Continue",
          "HTTP/1.1 101 Switching Protocols",
          "HTTP/1.1 407 Proxy Authentication Required",
          "HTTP/1.1 408 Timeout",
          "HTTP/1.1 421 Misdirected",
          "nonsense",
          "");

  private static final List<String> WAITS =
      List.of(
          "",
          "0",
          "-1",
          "1.5",
          ".",
          "1e9",
          "9".repeat(400),
          "NaN",
          "soon",
          "５",
          "30;q=1",
          "+7",
          "Fri, 31 Dec 1999 23:59:59 GMT",
          "Fri, 31 Dec 9999 23:59:59 GMT",
          "Fri, 31 Dec 999999999 23:59:59 GMT",
          "Fri, 20 Nov 2026 12:00:30 GMT",
          "Mon, 30 Feb 2026 12:00:30 GMT");

  private static final Map<String, List<String>> VALUES =
      Map.of(
          "Retry-After", WAITS,
          "Content-Type",
              List.of(
                  "",
                  "text/html; charset=",
                  "video/mp4; charset=nonsense",
                  "a/b;" + "x".repeat(9_000),
                  "application/json; charset=utf-16",
                  "application/json; charset=\"",
                  "/",
                  ";;;"),
          "Content-Length",
              List.of(
                  "-1",
                  "-5",
                  "0",
                  "5",
                  "500",
                  "99999999999999999999",
                  "9223372036854775807",
                  "-9223372036854775808",
                  "abc",
                  "+5",
                  "0x10",
                  "5, 5",
                  "",
                  "5;5"),
          "Content-Range",
              List.of(
                  "bytes 0-40/41",
                  "bytes 5-9/10",
                  "bytes 0-9/99",
                  "bytes */10",
                  "items 0-1",
                  "bytes 0-99999999999999999999/1",
                  "bytes 0-40/*",
                  ""),
          "Content-Disposition",
              List.of(
                  "attachment; filename=\"../../etc/passwd\"", "attachment; filename*=UTF-8''%zz",
                  ";", "inline; filename=\"\u0001\u202Egpj.exe\""),
          "Content-Encoding", List.of("gzip", "br", "identity", "deflate", "gzip, gzip"),
          "Transfer-Encoding", List.of("chunked", "gzip, chunked", "identity", "CHUNKED", ""),
          "Location",
              List.of(
                  "", "http://", "//", "javascript:x", "http://[::1", "/a b", "\t", "?", "/\u0000"),
          "Connection", List.of("close", "keep-alive, upgrade", ""),
          "WWW-Authenticate", List.of("Basic realm=\"", "Digest", "", "=,=,"));

  private static final List<String> LINES =
      List.of(
          "nonsense",
          ": x",
          "A B: c",
          " folded",
          "X: \u0007",
          "X: " + "y".repeat(300_000),
          "Ünï: ö",
          "Set-Cookie: a=b; expires=never",
          "X:",
          "\u0000: \u0000");

  @Test
  void noHeadIsTakenForMoreThanItSays() throws IOException {
    try (PostCountingServer server = new PostCountingServer()) {
      String url = "http://127.0.0.1:" + server.port();
      ProviderFixture relay = fixture("apimart", "envelope", url);
      ProviderFixture gpu = fixture("comfyui", "comfyui", url);
      Task relayed = relay.task(request("sora-2"));
      Task rendered = gpu.task(request("wan-2.2-5b"));
      GuardedHttp files = new GuardedHttp(true, relay.clock);
      Fuzz.run(
          HeadersFuzzTest.class,
          150,
          random -> {
            isWaitOrNone(RetryAfter.parse(any(WAITS, random), ProviderFixture.START));
            String body = random.nextInt(3) == 0 ? JSON : "x".repeat(random.nextInt(2 * MOST));
            String head = head(random, any(STATUS_LINES, random));
            server.react(PostCountingServer.Reaction.raw(head + "\r\n" + body));
            isWhole(files, url + "/v.mp4", head, body);
            isSpoken(relay, relayed);
            isSpoken(gpu, rendered);
            head = head(random, "HTTP/1.1 200 OK");
            server.react(PostCountingServer.Reaction.raw(head + "\r\n" + JSON));
            isProven(relay, relayed, server, head);
            isProven(gpu, rendered, server, head);
          });
    }
  }

  private static ProviderFixture fixture(String name, String dialect, String url) {
    return new ProviderFixture(
        WorkflowReader.read(
                ProviderFixture.SHIPPED,
                Map.of("comfyui", Dialects.find("comfyui").orElseThrow()),
                new ConfigFolder(Path.of("config")))
            .catalogue(),
        List.of(ProviderFixture.entry(name, dialect, url)),
        ProviderFixture.OPTIONS);
  }

  /** A status line and headers, each on its line. */
  private static String head(SplittableRandom random, String statusLine) {
    List<Map.Entry<String, List<String>>> headers = List.copyOf(new TreeMap<>(VALUES).entrySet());
    List<String> lines = new ArrayList<>(List.of(statusLine));
    for (int left = random.nextInt(5); left > 0; left--) {
      Map.Entry<String, List<String>> header = any(headers, random);
      String line = header.getKey() + ": " + any(header.getValue(), random);
      lines.add(random.nextInt(8) == 0 ? any(LINES, random) : line);
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  private static void isWaitOrNone(@Nullable Duration wait) {
    assertThat(wait == null ? Duration.ZERO : wait).isBetween(Duration.ZERO, DAY);
  }

  /** What is called downloaded is all of what was to come. */
  private static void isWhole(GuardedHttp files, String url, String head, String body) {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    DownloadResult result =
        files.toStream(url, sink, new FetchLimits(MOST, Duration.ofSeconds(5)), null);
    switch (result) {
      case DownloadResult.Downloaded downloaded -> {
        assertThat(downloaded.length()).as(head).isEqualTo(sink.size());
        assertThat(sink.size()).isLessThanOrEqualTo(MOST);
        if (!head.toLowerCase(Locale.ROOT).contains("chunked")) {
          assertThat(body).startsWith(sink.toString(StandardCharsets.UTF_8));
        }
        assertThat(!head.contains(" 206 ") || head.contains("Content-Range: bytes 0-40/41"))
            .as(head)
            .isTrue();
      }
      case DownloadResult.Failed failed -> isWaitOrNone(failed.retryAfter());
      case DownloadResult.Refused _ -> {}
    }
  }

  private static void isSpoken(ProviderFixture fixture, Task task) {
    PollResult told = fixture.providers.poll(ProviderFixture.running(task, "t-1"), "t-1");
    if (told instanceof PollResult.Unclear unclear) {
      isWaitOrNone(unclear.retryAfter());
    }
    assertThat(told).isNotInstanceOf(PollResult.Failed.class);
  }

  /** An answer of 200 proves that it was taken, or nothing; who is paused is not asked. */
  private static void isProven(
      ProviderFixture fixture, Task task, PostCountingServer server, String head) {
    int before = server.posts();
    fixture.clock.advance(DAY);
    SubmitResult result = fixture.submit(task, null);
    if (result instanceof SubmitResult.NotAccepted) {
      assertThat(server.posts()).as(head).isEqualTo(before);
    } else {
      assertThat(result)
          .as(head)
          .isInstanceOfAny(SubmitResult.Accepted.class, SubmitResult.Unknown.class);
      assertThat(server.posts()).as(head).isEqualTo(before + 1);
    }
  }

  private static VideoRequest request(String model) {
    return VideoRequest.of(RequestKind.GENERATE, "a red fox", null).withModel(model);
  }

  private static <T> T any(List<T> all, SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }
}
