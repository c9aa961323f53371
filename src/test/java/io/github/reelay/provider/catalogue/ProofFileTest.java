package io.github.reelay.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.config.ConfigFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofFileTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 28);
  private static final Catalogue SHIPPED =
      CatalogueReader.read(new ConfigFolder(Path.of("config"))).catalogue();

  @TempDir Path data;

  @Test
  void theLastProofOfEachRowIsKept() throws IOException {
    ModelRow mini = row("apimart", "seedance-2.0-mini");
    ModelRow wan = row("modelverse", "wan2.6");
    new ProofFile(data).add(mini, FIRST);
    new ProofFile(data).add(wan, FIRST);
    new ProofFile(data).add(mini, FIRST.plusDays(1));

    ProvenModels read = new ProofFile(data).read();
    assertThat(read.errors()).isEmpty();
    assertThat(read.day(mini)).contains(FIRST.plusDays(1));
    assertThat(read.day(wan)).contains(FIRST);
    assertThat(read.day(row("xcompute", "kling-v3"))).isEmpty();
    assertThat(data.toFile().list()).containsExactly("proven.yaml");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("proven.yaml"))))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsKnownOfKeysStandsBesideTheModels() throws IOException {
    ProofFile file = new ProofFile(data);
    file.addKey("apimart", true);
    file.add(row("apimart", "seedance-2.0-mini"), FIRST);
    file.addKey("it's: odd", false);

    ProvenModels read = file.read();
    assertThat(read.errors()).isEmpty();
    assertThat(read.keys()).isEqualTo(Map.of("apimart", true, "it's: odd", false));
    assertThat(read.day(row("apimart", "seedance-2.0-mini"))).contains(FIRST);
  }

  @Test
  void aProvenRowIsNoLongerAmongTheUnproven() throws IOException {
    LocalDate today = LocalDate.of(2026, 11, 28);
    assertThat(SHIPPED.warnings(List.of("apimart"), today, new ProofFile(data).read()))
        .anyMatch(line -> line.startsWith("unproven") && line.contains("seedance-2.0-mini"));
    new ProofFile(data).add(row("apimart", "seedance-2.0-mini"), FIRST);
    assertThat(SHIPPED.warnings(List.of("apimart"), today, new ProofFile(data).read()))
        .anyMatch(line -> line.startsWith("unproven") && line.contains("kling-v3"))
        .noneMatch(line -> line.contains("seedance-2.0-mini"));
  }

  @Test
  void aFileThatCannotBeReadIsToldAndNotWrittenOver() throws IOException {
    Path file = data.resolve("proven.yaml");
    Files.writeString(file, "models:\n  - {provider: a, model: b, proven: soon}\n");

    assertThat(new ProofFile(data).read().errors()).singleElement().asString().contains("soon");
    assertThatThrownBy(() -> new ProofFile(data).add(row("xcompute", "kling-v3"), FIRST))
        .isInstanceOf(IOException.class);
    assertThat(file).content().contains("soon");
  }

  private static ModelRow row(String provider, String model) {
    return SHIPPED.find(provider, model).orElseThrow();
  }
}
