package io.github.reelay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {
  @TempDir private Path folder;
  private Path home;
  private Path here;

  @BeforeEach
  void folders() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    here = Files.createDirectories(folder.resolve("here"));
  }

  private DotEnv.Result read(Map<String, String> variables) {
    return DotEnv.read(new Environment(variables, home, here));
  }

  private Map<String, String> variables(String text) throws IOException {
    Files.writeString(home.resolve(".env"), text);
    DotEnv.Result result = read(Map.of());
    assertThat(result.errors()).isEmpty();
    return result.environment().variables();
  }

  @Test
  void aLineSetsAVariableAsInAShell() throws IOException {
    assertThat(
            variables(
                """
                # tokens
                DISCORD_TOKEN=MTAw.abc-def_1
                export TELEGRAM_TOKEN = 1:a # of BotFather

                A='single # "quotes"'
                B="double \\" and \\\\ and 'single'" # but not this
                C=
                D=a#b=c
                """))
        .containsOnly(
            Map.entry("DISCORD_TOKEN", "MTAw.abc-def_1"),
            Map.entry("TELEGRAM_TOKEN", "1:a"),
            Map.entry("A", "single # \"quotes\""),
            Map.entry("B", "double \" and \\ and 'single'"),
            Map.entry("C", ""),
            Map.entry("D", "a#b=c"));
  }

  @Test
  void theEnvironmentGoesOverTheWorkingFolderAndThatOverTheInstallation() throws IOException {
    Files.writeString(home.resolve(".env"), "A=home\nB=home\nC=home\n");
    Files.writeString(here.resolve(".env"), "B=here\nC=here\n");
    assertThat(read(Map.of("C", "set")).environment().variables())
        .containsOnly(Map.entry("A", "home"), Map.entry("B", "here"), Map.entry("C", "set"));
  }

  @Test
  void aLineThatSetsNothingIsToldByItsPlaceAndNotShown() throws IOException {
    Files.writeString(home.resolve(".env"), "A=1\nsecret words\nB=\"open\n");
    assertThat(read(Map.of()).errors())
        .extracting(error -> error.toString().replace(home.toString(), "~"))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("~/.env line 2: found a line that sets no variable")
                    .contains("NAME=value")
                    .doesNotContain("secret words"),
            second -> assertThat(second).startsWith("~/.env line 3").doesNotContain("open"));
  }

  @Test
  void writingChangesOnlyItsOwnLinesAndIsForTheOwnerOnly() throws IOException {
    Path file = home.resolve(".env");
    Files.writeString(file, "# mine\nOTHER=1\nDISCORD_TOKEN=old\nexport REELAY_SANDBOX=true\n");
    Map<String, String> set = new LinkedHashMap<>();
    set.put("DISCORD_TOKEN", "new");
    set.put("REELAY_SANDBOX", "");
    set.put("ODD", "a \"$b\" # c\\");

    assertThat(DotEnv.write(home, set)).isEqualTo(file);

    assertThat(file)
        .hasContent(
            """
            # mine
            OTHER=1
            DISCORD_TOKEN=new
            ODD="a \\"\\$b\\" # c\\\\"
            """);
    assertThat(read(Map.of()).environment().variables())
        .containsEntry("ODD", "a \"$b\" # c\\")
        .doesNotContainKey("REELAY_SANDBOX");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(home).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
  }

  @Test
  void oneThatOthersCanReadIsWarnedAbout() throws IOException {
    Path file = Files.writeString(home.resolve(".env"), "A=1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(DotEnv.warnings(new Environment(Map.of(), home, here)))
        .containsExactly(
            "everybody on this machine can read " + file + "; run chmod 600 " + file + ".");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(DotEnv.warnings(new Environment(Map.of(), home, here))).isEmpty();
  }
}
