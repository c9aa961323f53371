package io.github.reelay.provider.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.tracking.port.SubmitResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What names a task. */
class SubmitReplyParserTest {
  private static SubmitResult parse(boolean idIsPath, String body) {
    return new SubmitReplyParser(List.of("/id", "/data/id"), idIsPath, false, ErrorRule.NONE)
        .parse(new HttpReply(200, body.replace('\'', '"'), null), false);
  }

  @Test
  void aWordOrAWholeNumberIsAName() {
    assertThat(parse(false, "{'id':'t-1'}")).isEqualTo(new SubmitResult.Accepted("t-1"));
    assertThat(parse(false, "{'id':12345678901234}"))
        .isEqualTo(new SubmitResult.Accepted("12345678901234"));
  }

  @Test
  void whatIsNoNameIsPassedOver() {
    for (String none : List.of("''", "' '", "null", "true", "1.5", "{}", "[]")) {
      assertThat(parse(false, "{'id':" + none + ",'data':{'id':'t-2'}}"))
          .as(none)
          .isEqualTo(new SubmitResult.Accepted("t-2"));
      assertThat(parse(false, "{'id':" + none + "}"))
          .as(none)
          .isInstanceOf(SubmitResult.Unknown.class);
    }
  }

  @Test
  void ofAnAddressThePathIsTheName() {
    assertThat(parse(true, "{'id':'https://relay.example//v1/t/9?x=1'}"))
        .isEqualTo(new SubmitResult.Accepted("v1/t/9"));
    assertThat(parse(true, "{'id':'mailto:a@b.example','data':{'id':'https://x/t'}}"))
        .isEqualTo(new SubmitResult.Accepted("t"));
    assertThat(parse(true, "{'id':'http://a b','data':{'id':'/t'}}"))
        .isEqualTo(new SubmitResult.Accepted("t"));
    assertThat(parse(true, "{'id':'https://relay.example'}"))
        .isInstanceOf(SubmitResult.Unknown.class);
  }
}
