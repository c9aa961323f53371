package io.github.reelay.provider.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pointers.Condition ANYTHING = new Pointers.Condition("/error", List.of());

  @ParameterizedTest
  @ValueSource(strings = {"1", "-0.5", "1e999", "-1e999999999", "\"x\"", "true", "[0]"})
  void anythingButNothingIsSomething(String value) throws JsonProcessingException {
    assertThat(ANYTHING.holds(JSON.readTree("{\"error\":" + value + "}"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.0", "0e999", "null", "\" \"", "[]", "{}"})
  void nothingIsNotSomething(String value) throws JsonProcessingException {
    assertThat(ANYTHING.holds(JSON.readTree("{\"error\":" + value + "}"))).isFalse();
  }
}
