package io.github.reelay.provider.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.reelay.task.Failure;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What relays write, where people, operators and terminals read it. */
class RelaysWordsTest {
  private static final String ODD =
      "参数错误\u0007 \u001B[31m\u202Eevil\u2066\u0000\uD83E\r\n\u2028 می\u200Cخواهم 👨\u200D👩\u200D👧";
  private static final String SEEN = "参数错误 [31mevil می\u200Cخواهم 👨\u200D👩\u200D👧";

  @Test
  void aRefusalsSentenceHasNothingInItThatIsNotSeen() {
    Failure failure =
        ((SubmitResult.Refused) fal().parseSubmitReply(refusal(400, ODD), false)).failure();
    assertThat(failure.sentence()).isEqualTo(SEEN);
    assertThat(failure.detail()).isEqualTo("400 " + SEEN);
  }

  @Test
  void whatTheOperatorReadsOfAnAccountHasNothingInItThatIsNotSeen() {
    Failure failure =
        ((SubmitResult.NotAccepted) fal().parseSubmitReply(refusal(401, ODD), false)).failure();
    assertThat(failure.detail()).isEqualTo("401 " + SEEN);
  }

  @Test
  void aPageInsteadOfAnAnswerHasNothingInItThatIsNotSeen() {
    String page = "<html>\u001B[2J\u202E" + "down 🦊".repeat(100);
    PollResult told =
        fal()
            .parsePollReply(
                new HttpReply(502, page, null), Duration.ZERO, Instant.EPOCH, Duration.ofHours(1));
    assertThat(((PollResult.Unclear) told).evidence())
        .startsWith("HTTP 502: <html>[2Jdown 🦊down")
        .endsWith("…")
        .matches("[^\\p{Cc}\\p{Cf}\\p{Cs}]*");
  }

  private static Dialect fal() {
    return Dialects.find("fal").orElseThrow();
  }

  private static HttpReply refusal(int status, String words) {
    return new HttpReply(
        status, JsonNodeFactory.instance.objectNode().put("detail", words).toString(), null);
  }
}
