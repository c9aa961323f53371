package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void runs() {
    assertThat(Main.class).isFinal();
  }
}
