package io.github.reelay.provider.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.task.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a task's answer tells, however relays write it. */
class TaskPointersTest {
  private static TaskPointers pointers(StatusWord wordless, @Nullable Duration linkTtl) {
    return new TaskPointers(
        List.of("/data"),
        List.of("/status"),
        Map.of(),
        wordless,
        List.of(),
        List.of(),
        List.of(),
        List.of("/ahead"),
        List.of("/progress"),
        List.of("/estimate"),
        List.of("/seconds"),
        List.of("/cost"),
        new BigDecimal("0.01"),
        List.of(),
        List.of("/video"),
        List.of("/next"),
        linkTtl);
  }

  private static final TaskPointers USUAL = pointers(StatusWord.UNKNOWN, null);

  private static HttpReply reply(String body) {
    return new HttpReply(200, body.replace('\'', '"'), null);
  }

  private static JsonNode json(String body) {
    return reply(body).json();
  }

  @ParameterizedTest
  @CsvSource({
    "45, 45",
    "'\"45\"', 45",
    "'\"45%\"', 45",
    "'\" 45 % \"', 45",
    "0.45, 45",
    "'\"0.45\"', 45",
    "1.0, 100",
    "1.5, 2",
    "'\"1\"', 1",
    "'\"1%\"', 1",
    "-3, 0",
    "130, 100",
    "'\"130.5\"', 100",
    "'\"half\"', ",
    "null, ",
    "true, ",
    "'\"NaN\"', ",
    "'\"%\"', ",
  })
  void progressIsReadAsItIsWritten(String written, @Nullable Integer percent) {
    assertThat(USUAL.percentOf(json("{'progress':" + written + "}"))).isEqualTo(percent);
  }

  @ParameterizedTest
  @CsvSource({
    "60, 50",
    "10.5, 0.5",
    "10, ",
    "9, ",
    "0, ",
    "-5, ",
    "86400, 86390",
    "86401, ",
    "'\"60\"', ",
  })
  void anEstimateIsForTheWholeAndTenSecondsAreOver(String written, @Nullable Double left) {
    assertThat(USUAL.remaining(json("{'estimate':" + written + "}"), Duration.ofSeconds(10)))
        .isEqualTo(left == null ? null : Duration.ofMillis((long) (left * 1000)));
  }

  @ParameterizedTest
  @CsvSource({"2,2", "1,1", "0,", "-1,", "'\"3\"',3", "'\"many\"',"})
  void whoIsInFrontIsCountedAndNobodyIsNoPlace(String written, @Nullable Integer place) {
    assertThat(USUAL.placeOf(json("{'ahead':" + written + "}"))).isEqualTo(place);
    assertThat(USUAL.secondsOf(json("{'seconds':" + written + "}"))).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource({
    "120, 1.20",
    "'\"120\"', 1.20",
    "0, 0.00",
    "0.00001, 0.000001",
    "-1, ",
    "'\"free\"', ",
    "true, "
  })
  void aCostIsAnAmountInTheRelaysUnit(String written, @Nullable String charge) {
    assertThat(USUAL.charge(json("{'cost':" + written + "}")))
        .isEqualTo(charge == null ? null : Money.of(charge));
  }

  @Test
  void aLinkLivesNoLongerThanTheRowSays() {
    Duration day = Duration.ofDays(1);
    assertThat(USUAL.ttl(day)).isEqualTo(day);
    assertThat(pointers(StatusWord.UNKNOWN, Duration.ofHours(1)).ttl(day))
        .isEqualTo(Duration.ofHours(1));
    assertThat(pointers(StatusWord.UNKNOWN, Duration.ofDays(9)).ttl(day)).isEqualTo(day);
  }

  @Test
  void withoutAWordALinkIsAVideoAndAPageIsNothing() {
    TaskPointers wordless = pointers(StatusWord.WORKING, null);
    HttpReply linked = reply("{'video':'https://x/v.mp4'}");
    assertThat(wordless.unspoken(linked, linked.json())).isEqualTo(StatusWord.DONE);
    assertThat(wordless.unspoken(reply("{}"), json("{}"))).isEqualTo(StatusWord.WORKING);
    assertThat(wordless.unspoken(reply(" "), json(" "))).isEqualTo(StatusWord.WORKING);
    assertThat(wordless.unspoken(reply("<html>"), json("<html>"))).isEqualTo(StatusWord.UNKNOWN);
    assertThat(USUAL.unspoken(linked, linked.json())).isEqualTo(StatusWord.UNKNOWN);
  }

  @Test
  void theTaskStandsInItsWrappingOrIsTheAnswer() {
    assertThat(USUAL.statusOf(USUAL.task(json("{'data':{'status':'done'}}")))).isEqualTo("done");
    assertThat(USUAL.statusOf(USUAL.task(json("{'data':[],'status':'done'}")))).isEqualTo("done");
    assertThat(USUAL.resultKey(json("{'data':{'next':'k'}}"))).isEqualTo("k");
    assertThat(USUAL.resultKey(json("{}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1764000000, 2025-11-24T16:00:00Z",
    "1764000000000, 2025-11-24T16:00:00Z",
    "100000000000, 5138-11-16T09:46:40Z",
    "100000000001, 1973-03-03T09:46:40.001Z",
    "0, ",
    "-5, ",
  })
  void theEndOfALinkIsInSecondsOrMilliseconds(long written, @Nullable Instant end) {
    assertThat(VideoLink.parseTimestamp(json("{'at':" + written + "}").path("at"))).isEqualTo(end);
  }

  @Test
  void aLinkMayStandInAText() {
    JsonNode node = json("{'text':'{\\'url\\':\\'https://x/v.mp4\\'}'}");
    assertThat(VideoLink.find(node, List.of("/text/~json/url")))
        .get()
        .extracting(VideoLink::url)
        .isEqualTo("https://x/v.mp4");
    assertThat(VideoLink.find(node, List.of("/text"))).isEmpty();
  }
}
