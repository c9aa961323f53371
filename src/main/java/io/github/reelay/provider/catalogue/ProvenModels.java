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
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rows of which a real video was made and looked at, with the day. Kept in {@code proven.yaml}
 * in the data folder: what an operator's account has shown is no part of the catalogue, which comes
 * with each version.
 *
 * @param errors what is wrong with the file
 */
public record ProvenModels(List<ProvenModel> models, List<String> errors) {
  private static final String FILE = "proven.yaml";

  private static final String HEADER =
      """
      # Written by ./reelay prove: a real video of these models was made and looked at.
      models:
      """;

  public ProvenModels {
    models = List.copyOf(models);
    errors = List.copyOf(errors);
  }

  /** One row, and the day of its last proof. */
  public record ProvenModel(String provider, String model, LocalDate proven) {}

  /** None while there is no file. */
  public static ProvenModels read(Path dataDir) {
    Path file = dataDir.resolve(FILE);
    List<String> errors = new ArrayList<>();
    List<ProvenModel> models = new ArrayList<>();
    if (Files.exists(file)) {
      try {
        YamlSection.parse(Files.readString(file), file.toString(), errors)
            .ifPresent(
                root -> root.sections("models").forEach(row -> read(row).ifPresent(models::add)));
      } catch (IOException e) {
        errors.add(file + ": cannot be read: " + e);
      }
    }
    return new ProvenModels(models, errors);
  }

  private static Optional<ProvenModel> read(YamlSection row) {
    String provider = row.requiredText("provider");
    String model = row.requiredText("model");
    Optional<LocalDate> day = row.optionalDate("proven");
    row.rejectUnknownKeys();
    return day.map(proven -> new ProvenModel(provider, model, proven));
  }

  /** The day of the last proof. */
  public Optional<LocalDate> day(ModelRow row) {
    return models.stream()
        .filter(one -> one.provider.equals(row.provider()) && one.model.equals(row.model()))
        .map(ProvenModel::proven)
        .findFirst();
  }

  /**
   * Adds a proof to the file, which appears whole or not at all.
   *
   * @throws IOException also if the file is not what this wrote: what else it says must not be lost
   */
  public static void add(Path dataDir, ModelRow row, LocalDate day) throws IOException {
    ProvenModels before = read(dataDir);
    if (!before.errors.isEmpty()) {
      throw new IOException(String.join("; ", before.errors));
    }
    Map<String, String> lines = new TreeMap<>();
    before.models.forEach(one -> put(lines, one.provider, one.model, one.proven));
    put(lines, row.provider(), row.model(), day);
    Path file = dataDir.resolve(FILE);
    Path part = dataDir.resolve(FILE + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, OwnerOnly.fileAttributes(part));
    Files.writeString(part, HEADER + String.join("", lines.values()));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void put(Map<String, String> lines, String provider, String model, LocalDate day) {
    lines.put(
        provider + "/" + model,
        "  - {provider: %s, model: %s, proven: %s}\n"
            .formatted(TextNode.valueOf(provider), TextNode.valueOf(model), day));
  }
}
