package io.github.reelay.provider.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an answer holds an error, and what status that amounts to. */
class ProviderErrorTest {
  /** Code 0 is good, 7 a refusal whatever came, 9 only asks to slow down. */
  private static final ErrorRule CODED =
      new ErrorRule(
          List.of("/result/code"),
          List.of("/result/text"),
          Set.of("0"),
          Map.of("7", 400),
          Set.of("9"),
          List.of(),
          List.of("/wait"));

  private static @Nullable ProviderError find(int status, String body, ErrorRule rule) {
    return ProviderError.parse(new HttpReply(status, body.replace('\'', '"'), null), rule, false);
  }

  private static ProviderError found(int status, String body) {
    return Objects.requireNonNull(find(status, body, CODED), body);
  }

  private static @Nullable Integer status(int status, String body) {
    ProviderError error = find(status, body, ErrorRule.NONE);
    return error == null ? null : error.status();
  }

  @ParameterizedTest
  @CsvSource({"399,false", "400,true", "499,true", "599,true", "600,false", "-400,false"})
  void aCodeInAGoodAnswerIsAnErrorIfItIsAStatusOfOne(int code, boolean isError) {
    Integer expected = isError ? code : null;
    assertThat(status(200, "{'id':'x','code':" + code + "}")).isEqualTo(expected);
    assertThat(status(200, "{'id':'x','code':'" + code + "'}")).isEqualTo(expected);
    assertThat(status(200, "{'error':{'code':" + code + "}}")).isEqualTo(isError ? code : 0);
  }

  @Test
  void aTypeAmountsToAStatusWhereThereIsNoCode() {
    assertThat(status(200, "{'error':{'type':'Rate_Limit_Error'}}")).isEqualTo(429);
    assertThat(status(200, "{'error':{'type':'rate_limit_error','code':'x'}}")).isEqualTo(429);
    assertThat(status(200, "{'error':{'type':'some_error'}}")).isZero();
    assertThat(status(200, "{'error':'it broke'}")).isZero();
  }

  @Test
  void whatNamesATaskOrHasNothingInItsErrorIsNone() {
    assertThat(status(200, "{'error':''}")).isNull();
    assertThat(status(200, "{'error':' '}")).isNull();
    assertThat(status(200, "{'error':null}")).isNull();
    assertThat(status(200, "{'error':{'code':'x'},'id':'1'}")).isNull();
    assertThat(status(200, "{'error':{'code':'x'},'data':{}}")).isNull();
    assertThat(status(200, "{'error':{'code':'x'},'status':'failed'}")).isNull();
    HttpReply task = new HttpReply(200, "{\"error\":{\"code\":\"x\"}}", null);
    assertThat(ProviderError.parse(task, ErrorRule.NONE, true)).as("the task's own").isNull();
  }

  @Test
  void onlyARelaysOwnWordsAreAnErrorsBody() {
    for (String own :
        List.of(
            "{'error':{}}",
            "{'error':'x'}",
            "{'message':'x'}",
            "{'msg':1}",
            "{'code':1}",
            "{'detail':[]}")) {
      assertThat(find(500, own, ErrorRule.NONE)).as(own).matches(ProviderError::hasErrorBody);
    }
    for (String none :
        List.of("", "<html>", "{}", "{'error':''}", "{'message':'x','cloudflare_error':true}")) {
      assertThat(find(500, none, ErrorRule.NONE)).as(none).matches(e -> !e.hasErrorBody());
    }
  }

  /** A page of an edge that says 401 speaks of the account; one that says 500 of nothing. */
  @ParameterizedTest
  @CsvSource({"401,ACCOUNT", "402,BALANCE", "403,ACCOUNT", "404,OTHER", "500,OTHER"})
  void withoutTheRelaysWordsAStatusTellsLittle(int status, ErrorMeaning meaning) {
    assertThat(find(status, "<title>insufficient balance</title>", ErrorRule.NONE))
        .extracting(ProviderError::meaning)
        .isEqualTo(meaning);
  }

  @Test
  void withARuleACodeSaysWhetherAnAnswerIsGood() {
    assertThat(find(200, "{'result':{'code':0}}", CODED)).isNull();
    assertThat(find(200, "{'result':{'code':''}}", CODED)).as("no code").isNull();
    assertThat(find(200, "{}", CODED)).isNull();
    ProviderError bad = found(200, "{'result':{'code':5,'text':'the fox is missing'}}");
    assertThat(bad.status()).isZero();
    assertThat(bad.codes()).isEqualTo("5");
    assertThat(bad.sentence()).isEqualTo("the fox is missing");
  }

  @Test
  void withARuleACodeAmountsToAStatusWhateverCame() {
    for (int status : new int[] {200, 500}) {
      ProviderError refused = found(status, "{'result':{'code':7},'code':7}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.codes()).as("named once").isEqualTo("7");
    }
    ProviderError other = found(500, "{'result':{'code':5},'message':'x'}");
    assertThat(other.status()).isEqualTo(500);
  }

  @Test
  void withARuleACodeMaySaySlowDown() {
    ProviderError busy = found(200, "{'result':{'code':9},'message':'content policy'}");
    assertThat(busy.meaning()).isEqualTo(ErrorMeaning.BUSY);
  }

  @Test
  void withoutGoodCodesNoneIsBad() {
    ErrorRule rule =
        new ErrorRule(
            List.of("/code"), List.of(), Set.of(), Map.of(), Set.of(), List.of(), List.of());
    assertThat(rule.isBad("5")).isFalse();
    assertThat(CODED.isBad("")).isFalse();
    assertThat(CODED.isBad("0")).isFalse();
    assertThat(CODED.isBad("5")).isTrue();
  }
}
