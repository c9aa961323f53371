package io.github.reelay.app.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.storage.instance.InstanceAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8080",
    "bot-1.lan, http://bot-1.lan:8080",
    "fd00::5, http://[fd00::5]:8080",
    "[::1], http://[::1]:8080",
  })
  void oneThatListensOnOneAddressIsReachedThere(String host, String url) {
    assertThat(new InstanceAddresses(null, host).at(8080))
        .isEqualTo(new InstanceAddress.Known(URI.create(url)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "[::]"})
  void oneThatListensOnAllIsReachedWhereTheDatabaseSeesIt(String host) {
    assertThat(new InstanceAddresses(null, host).at(8080))
        .isEqualTo(new InstanceAddress.SeenByDatabase(8080));
  }

  @Test
  void whatTheOperatorSaysCounts() {
    URI set = URI.create("https://bot-1.example");
    assertThat(new InstanceAddresses(set, "0.0.0.0").at(8080))
        .isEqualTo(new InstanceAddress.Known(set));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:1, true",
    "http://[::1]:1, true",
    "http://localhost:1, true",
    "http://10.0.0.5:1, false",
    "http://bot-1.lan:1, false",
  })
  void whatLeadsToTheMachineItselfIsKnown(String url, boolean loopback) {
    assertThat(InstanceAddresses.isLoopback(URI.create(url))).isEqualTo(loopback);
  }
}
