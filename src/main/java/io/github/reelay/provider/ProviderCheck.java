package io.github.reelay.provider;

import io.github.reelay.http.OutboundProxy;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.time.InstantSource;
import okhttp3.OkHttpClient;

/**
 * The check of a provider's key without spending and without a running program, for {@code reelay
 * check}.
 */
public final class ProviderCheck {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private ProviderCheck() {}

  public static ProbeResult probe(
      Catalogue catalogue, ProviderAccount account, InstantSource clock) {
    OkHttpClient http =
        OutboundProxy.newClient().followRedirects(false).callTimeout(TIMEOUT).build();
    try {
      return ProbeCall.probe(
          new ProviderClient(
              account,
              catalogue.endpoints(account.name()),
              new ProviderHealth(account.name(), clock, Alert.Sink.NONE),
              http,
              clock));
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  /** Whether the provider takes pictures only as links to our own server. */
  public static boolean needsImageLinks(Catalogue catalogue, String provider) {
    return catalogue.offeredBy(provider).stream()
        .map(row -> row.fromImage().wire().imageRule())
        .anyMatch(rule -> rule != null && rule.transfer() == WireFormat.ImageTransfer.LINK);
  }
}
