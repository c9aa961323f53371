package io.github.reelay.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.app.Chats;
import io.github.reelay.app.settings.Settings;
import io.github.reelay.app.settings.SettingsSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps reelay.yaml, docs/configuration.md and the code about the same keys. */
class ConfigurationPageTest {
  private record Row(String standard, String variable) {}

  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z0-9.-]+)` \\| `([^`]*)` \\| `([A-Z0-9_]+)` \\| .{3,} \\|");

  private static final ConfigSchema SCHEMA = SettingsSchema.of(Chats.FACTORIES);

  @TempDir Path home;

  @Test
  void thePageHasEveryKeyWithItsDefaultAndItsVariable() throws IOException {
    Map<String, Row> expected = new LinkedHashMap<>();
    KnownKeys.shipped(SCHEMA)
        .values()
        .forEach((path, value) ->
            expected.put(
                path,
                new Row(
                    value.list() ? "[" + value.text() + "]" : value.text(),
                    SCHEMA.variables(path).getFirst())));

    assertThat(page()).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Test
  void everyKeyOfTheFileIsRead() {
    KnownKeys known = KnownKeys.shipped(SCHEMA);
    ConfigErrors errors = new ConfigErrors();
    Environment environment = new Environment(Map.of(), home, home);
    SettingValues values = new SettingValues(known.values(), Map.of(), errors);

    var _ =
        Settings.read(
            new SettingReader(SCHEMA, environment, new ConfigFolder(home), values, errors),
            Chats.FACTORIES);

    assertThat(values.read()).containsExactlyInAnyOrderElementsOf(known.values().keySet());
  }

  private static Map<String, Row> page() throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("docs/configuration.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), new Row(row.group(2), row.group(3)));
      }
    }
    return rows;
  }
}
