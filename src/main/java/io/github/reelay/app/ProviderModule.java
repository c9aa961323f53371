package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.config.ProviderSettings;
import io.github.reelay.config.Secret;
import io.github.reelay.policy.ProviderControl;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.provider.ProviderOptions;
import io.github.reelay.provider.ProviderRegistry;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.sandbox.SandboxOptions;
import io.github.reelay.provider.sandbox.SandboxServer;
import io.github.reelay.tracking.port.Alert;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The relays, and the built-in one where it is switched on. */
record ProviderModule(ProviderRegistry providers, ProviderControl control) {
  private static final Duration FETCH_TIMEOUT = Duration.ofMinutes(10);

  static ProviderModule open(
      Settings settings,
      Catalogue catalogue,
      MediaModule media,
      Alert.Sink alerts,
      InstantSource clock,
      SecureRandom random,
      CloseStack closeStack)
      throws IOException {
    List<ProviderAccount> entries = new ArrayList<>();
    for (ProviderSettings provider : settings.providersOn()) {
      if (provider.isSandbox()) {
        SandboxServer server = closeStack.add("the sandbox", startSandbox(settings, clock, random));
        entries.add(account(provider, server.baseUrl(), server.key()));
      } else {
        entries.add(
            account(provider, provider.baseUrl().orElseThrow(), provider.key().orElse(null)));
      }
    }
    ProviderOptions options =
        new ProviderOptions(
            settings.tracking().submitTimeout(),
            settings.largestVideo(),
            FETCH_TIMEOUT,
            settings.http().publicUrl().isPresent());
    ProviderRegistry providers =
        new ProviderRegistry(
            catalogue,
            entries,
            options,
            media.folder(),
            media.converter(),
            media.links(),
            alerts,
            clock);
    return new ProviderModule(providers, new RegistryProviderControl(providers));
  }

  private static SandboxServer startSandbox(
      Settings settings, InstantSource clock, SecureRandom random) throws IOException {
    byte[] key = new byte[16];
    random.nextBytes(key);
    return SandboxServer.start(
        new SandboxOptions(
            settings.dataDir().resolve("sandbox"),
            new Secret(HexFormat.of().formatHex(key)),
            settings.sandboxPretends(),
            clock,
            random));
  }

  static ProviderAccount account(ProviderSettings provider, URI baseUrl, @Nullable Secret key) {
    return new ProviderAccount(
        provider.name(),
        Dialect.find(provider.dialect().name().toLowerCase(Locale.ROOT)).orElseThrow(),
        baseUrl,
        key,
        provider.concurrency(),
        provider.submitsPerMinute());
  }
}
