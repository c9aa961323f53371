package io.github.reelay.app;

import io.github.reelay.app.check.CheckResult;
import io.github.reelay.app.settings.Settings;
import io.github.reelay.config.Environment;
import io.github.reelay.http.OutboundProxy;
import io.github.reelay.ops.LogOptions.Format;
import io.github.reelay.ops.LogOptions.Level;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.provider.ProviderRegistry;
import io.github.reelay.provider.callback.CallbackLinks;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.ProofFile;
import io.github.reelay.provider.proof.ModelProof;
import io.github.reelay.provider.proof.ProofLine;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.security.KeyFiles;
import io.github.reelay.security.OwnerOnly;
import io.github.reelay.security.SigningKey;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The {@code prove} command: pays for the cheapest video of one row, once it was told the price and
 * said yes, and compares it with the row. It may run beside the bot: it has a folder of its own and
 * needs no database.
 */
@Command(
    name = "prove",
    description = {
      "Pays for one short video of a model after asking, and compares it with its row.",
      "What is proven is noted in the data folder; the bot's limits and its ledger are not asked."
    })
final class ProveCommand implements Callable<Integer> {
  private static final Set<String> YES = Set.of("y", "yes");

  private static final PersonRef OPERATOR = new PersonRef("console", "operator");

  private static final long MAX_PICTURE_BYTES = 20_000_000;

  private final Environment environment;
  private final Console console;

  @Parameters(index = "0", paramLabel = "<provider>", description = "as in reelay.yaml")
  private String provider = "";

  @Parameters(index = "1", paramLabel = "<model>", description = "as in models.yaml")
  private String model = "";

  @Option(names = "--yes", description = "does not ask: for scripts")
  private boolean yes;

  @Option(names = "--picture", paramLabel = "<file>", description = "starts from this picture")
  private @Nullable Path picture;

  ProveCommand(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return StartupConfig.use(
        environment,
        console,
        config -> {
          Logging.configure(Format.TEXT, Level.ERROR);
          Logging.hideSecrets(config.settings());
          return prove(config);
        });
  }

  private int prove(StartupConfig.Valid config) throws IOException, InterruptedException {
    List<ProviderAccount> on = config.settings().providersOn();
    Optional<ProviderAccount> account =
        on.stream().filter(one -> one.name().equals(provider)).findFirst();
    Optional<ModelRow> row = config.catalogue().find(provider, model);
    if (account.isEmpty()) {
      return refuse(
          "no provider that is on is called "
              + provider
              + "; on are: "
              + on.stream().map(ProviderAccount::name).collect(Collectors.joining(", ")));
    }
    if (row.isEmpty()) {
      return refuse(
          provider
              + " has no row "
              + model
              + "; it has: "
              + config.catalogue().rows().stream()
                  .filter(one -> one.provider().equals(provider))
                  .map(ModelRow::model)
                  .collect(Collectors.joining(", ")));
    }
    if (row.get().price().entries().isEmpty()) {
      return refuse("the row has no price, so nobody knows what it would cost; set one first");
    }
    OutboundProxy.use(config.settings().proxy());
    CloseStack closeStack = new CloseStack();
    try {
      return prove(config, account.get(), row.get(), closeStack);
    } finally {
      closeStack.close();
    }
  }

  private int prove(
      StartupConfig.Valid config, ProviderAccount account, ModelRow row, CloseStack closeStack)
      throws IOException, InterruptedException {
    Settings settings = config.settings();
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    Path folder = settings.dataDir().resolve("proofs");
    OwnerOnly.createFolder(folder);
    HmacSigner signer = new KeyFiles(folder, random).signer(SigningKey.LINK);
    MediaModule media =
        MediaModule.openApart(settings, folder.resolve("media"), signer, clock, closeStack);
    ProviderRegistry providers =
        ProviderModule.open(
            settings,
            List.of(account.repeatingForProof()),
            config.catalogue().only(row),
            media,
            new CallbackLinks(settings.callbacks(), signer, clock),
            Alert.Sink.NONE,
            clock,
            random,
            closeStack);
    ModelProof proof =
        new ModelProof(
            providers,
            row,
            media.folder(),
            clock,
            Thread::sleep,
            settings.tracking().minPollInterval(),
            this::print);
    ReferenceImage image = null;
    if (picture != null) {
      image = stored(media.folder(), picture).orElse(null);
      if (image == null) {
        return refuse(picture + " is no picture that can be used");
      }
    }
    ModelProof.Order order = proof.cheapest(image).orElse(null);
    if (order == null) {
      return refuse(
          "the row makes no such video; "
              + (image == null ? "perhaps it needs a --picture" : "perhaps it takes no picture"));
    }
    if (!isAgreed(order, settings.money().currency())) {
      return Main.EXIT_INVALID_CONFIG;
    }
    boolean proven = proof.prove(task(order, clock, random));
    LocalDate today = LocalDate.now(Clock.system(settings.money().zone()));
    if (proven) {
      new ProofFile(settings.dataDir()).add(row, today);
    }
    console.out().println(proven ? "Proven " + today + "." : "Not proven; see the lines above.");
    return proven ? 0 : 1;
  }

  private static Optional<ReferenceImage> stored(MediaStore media, Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return media.storeImage(bytes, MAX_PICTURE_BYTES)
              instanceof MediaStore.StoreImageResult.Stored(ReferenceImage image)
          ? Optional.of(image)
          : Optional.empty();
    }
  }

  private boolean isAgreed(ModelProof.Order order, String currency) {
    console
        .out()
        .printf(
            "%s at %s: %d s%s%s for %s%s by its row. This is real money, outside the bot's"
                + " limits.%n",
            model,
            provider,
            order.offer().seconds(),
            order.offer().resolution() == null ? "" : " " + order.offer().resolution(),
            order.offer().aspect() == null ? "" : " " + order.offer().aspect(),
            currency,
            order.offer().price());
    if (yes) {
      return true;
    }
    Optional<String> said = console.terminal().ask("Pay for it? [y/N] ");
    if (said.isEmpty()) {
      console.err().println("Nobody can be asked here, so nothing was paid; --yes says yes.");
    }
    return said.filter(word -> YES.contains(word.strip().toLowerCase(Locale.ROOT))).isPresent();
  }

  private static Task task(ModelProof.Order order, InstantSource clock, SecureRandom random) {
    return Task.accepted(
        TaskId.of(clock.millis(), random.nextLong()),
        "prove",
        new Requester(OPERATOR, "operator", Locale.ENGLISH),
        Destination.of(new ChatRef("console", "prove")),
        order.request(),
        order.offer(),
        clock.instant());
  }

  private int refuse(String reason) {
    console.err().println("Nothing was paid: " + reason + ".");
    return Main.EXIT_INVALID_CONFIG;
  }

  private void print(ProofLine line) {
    CheckResult.Grade grade =
        switch (line.verdict()) {
          case OK -> CheckResult.Grade.OK;
          case NOTE -> CheckResult.Grade.WARN;
          case FAIL -> CheckResult.Grade.FAIL;
        };
    console.out().println(new CheckResult(grade, line.what(), line.detail()));
  }
}
