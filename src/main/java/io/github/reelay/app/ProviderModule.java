package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.config.Secret;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.provider.ProviderRegistry;
import io.github.reelay.provider.callback.CallbackLinks;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ProofFile;
import io.github.reelay.provider.sandbox.SandboxServer;
import io.github.reelay.tracking.port.Alert;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The relays, and the built-in one where it is switched on. */
final class ProviderModule {
  private ProviderModule() {}

  /**
   * @param on the accounts that tasks may go to
   */
  static ProviderRegistry open(
      Settings settings,
      List<ProviderAccount> on,
      Catalogue catalogue,
      MediaModule media,
      CallbackLinks callbacks,
      Alert.Sink alerts,
      InstantSource clock,
      SecureRandom random,
      CloseStack closeStack)
      throws IOException {
    List<ProviderAccount> accounts = new ArrayList<>();
    for (ProviderAccount account : on) {
      if (account.isSandbox()) {
        SandboxServer server = closeStack.add("the sandbox", startSandbox(settings, clock, random));
        accounts.add(account.at(server.baseUrl(), server.key()));
      } else {
        accounts.add(account);
      }
    }
    return new ProviderRegistry(
        catalogue,
        accounts,
        settings.providerOptions(),
        media.folder(),
        media.converter(),
        media.links(),
        alerts,
        new ProofFile(settings.dataDir()),
        callbacks,
        clock);
  }

  private static SandboxServer startSandbox(
      Settings settings, InstantSource clock, SecureRandom random) throws IOException {
    byte[] key = new byte[16];
    random.nextBytes(key);
    return SandboxServer.start(
        settings.sandbox(), new Secret(HexFormat.of().formatHex(key)), clock, random);
  }
}
