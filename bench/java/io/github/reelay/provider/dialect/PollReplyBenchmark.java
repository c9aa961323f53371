package io.github.reelay.provider.dialect;

import io.github.reelay.tracking.port.PollResult;
import java.time.Duration;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A relay's answer to the question after a task, from its text to what it means. */
@State(Scope.Benchmark)
public class PollReplyBenchmark {
  private final Dialect envelope = Dialects.find("envelope").orElseThrow();
  private final HttpReply working =
      new HttpReply(
          200,
          """
          {"code":200,"data":{"id":"task_01","status":"processing","progress":40,
           "created":1763640000,"estimated_time":100}}
          """,
          null);
  private final HttpReply done =
      new HttpReply(
          200,
          """
          {"code":200,"data":{"id":"task_01","status":"completed","progress":100,"cost":0.6,
           "result":{"videos":[{"url":["https://cdn.example/v.mp4"],"expires_at":1763726400}]}}}
          """,
          null);
  private final Instant now = Instant.parse("2026-11-20T12:00:00Z");

  private PollResult parse(HttpReply reply) {
    return envelope.parsePollReply(reply, Duration.ofSeconds(30), now, Duration.ofHours(24));
  }

  @Benchmark
  public PollResult working() {
    return parse(working);
  }

  @Benchmark
  public PollResult done() {
    return parse(done);
  }

  /** What an edge answers in a relay's place. */
  @Benchmark
  public PollResult page() {
    return parse(new HttpReply(502, "<html><title>Bad Gateway</title></html>", null));
  }
}
