package io.github.reelay.provider.catalogue;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reelay.config.YamlSection;
import io.github.reelay.security.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code proven.yaml} of the data folder. It appears whole or not at all.
 *
 * @param dataDir the data folder
 */
public record ProofFile(Path dataDir) implements ProofStore {
  private static final Logger log = LoggerFactory.getLogger(ProofFile.class);

  private static final String NAME = "proven.yaml";

  private static final String MODELS =
      """
      # Written by Reelay. A real video of these models was made and looked at:
      models:
      """;

  private static final String KEYS =
      """
      # Whether a paid request that was sent again with its key was the same order:
      keys:
      """;

  /** Nothing while there is no file. */
  @Override
  public ProvenModels read() {
    Path file = dataDir.resolve(NAME);
    List<String> errors = new ArrayList<>();
    List<ProvenModels.ProvenModel> models = new ArrayList<>();
    Map<String, Boolean> keys = new TreeMap<>();
    if (Files.exists(file)) {
      try {
        YamlSection.parse(Files.readString(file), file.toString(), errors)
            .ifPresent(root -> {
              root.sections("models").forEach(row -> readModel(row, models));
              YamlSection honoured = root.section("keys");
              honoured.keys().forEach(name -> keys.put(name, honoured.flag(name, false)));
              root.rejectUnknownKeys();
            });
      } catch (IOException e) {
        errors.add(file + ": cannot be read: " + e);
      }
    }
    return new ProvenModels(models, keys, errors);
  }

  private static void readModel(YamlSection row, List<ProvenModels.ProvenModel> models) {
    String provider = row.requiredText("provider");
    String model = row.requiredText("model");
    row.optionalDate("proven")
        .ifPresent(day -> models.add(new ProvenModels.ProvenModel(provider, model, day)));
    row.rejectUnknownKeys();
  }

  /**
   * Adds the proof of a row.
   *
   * @throws IOException also if the file is not what this wrote: what else it says must not be lost
   */
  public void add(ModelRow row, LocalDate day) throws IOException {
    ProvenModels before = intact();
    List<ProvenModels.ProvenModel> models = new ArrayList<>(before.models());
    models.add(new ProvenModels.ProvenModel(row.provider(), row.model(), day));
    write(models, before.keys());
  }

  @Override
  public void addKey(String provider, boolean honoured) {
    try {
      ProvenModels before = intact();
      Map<String, Boolean> keys = new TreeMap<>(before.keys());
      keys.put(provider, honoured);
      write(before.models(), keys);
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("provider", provider)
          .setCause(e)
          .log("Whether it honours its idempotency key could not be written down");
    }
  }

  private ProvenModels intact() throws IOException {
    ProvenModels before = read();
    if (!before.errors().isEmpty()) {
      throw new IOException(String.join("; ", before.errors()));
    }
    return before;
  }

  private void write(List<ProvenModels.ProvenModel> models, Map<String, Boolean> keys)
      throws IOException {
    Map<String, String> lines = new TreeMap<>();
    models.forEach(one ->
        lines.put(
            one.provider() + "/" + one.model(),
            "  - {provider: %s, model: %s, proven: %s}\n"
                .formatted(
                    TextNode.valueOf(one.provider()),
                    TextNode.valueOf(one.model()),
                    one.proven())));
    StringBuilder text = new StringBuilder();
    if (!lines.isEmpty()) {
      text.append(MODELS);
      lines.values().forEach(text::append);
    }
    if (!keys.isEmpty()) {
      text.append(KEYS);
      keys.forEach((provider, honoured) ->
          text.append("  %s: %s\n".formatted(TextNode.valueOf(provider), honoured)));
    }
    Path part = dataDir.resolve(NAME + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, OwnerOnly.fileAttributes(part));
    Files.writeString(part, text);
    Files.move(
        part,
        dataDir.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
