package io.github.reelay.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment that the configuration is read from: variables and folders.
 *
 * @param variables the environment
 * @param homeFolder the installation's folder, which holds {@code config}; relative paths in files
 *     start here
 * @param workingFolder the working folder; relative paths in variables start here
 */
public record Environment(Map<String, String> variables, Path homeFolder, Path workingFolder) {
  /** The system property by which the launcher tells the installation's folder. */
  public static final String HOME_PROPERTY = "reelay.home";

  public Environment {
    variables = Map.copyOf(variables);
  }

  /** This process's environment and folders. */
  public static Environment ofProcess() {
    Path here = Path.of("").toAbsolutePath();
    String home = System.getProperty(HOME_PROPERTY, "");
    return new Environment(System.getenv(), here.resolve(home).normalize(), here);
  }

  /** The same with one variable set, as the demo does for its sandbox. */
  public Environment with(String variable, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value);
    return new Environment(more, homeFolder, workingFolder);
  }

  /** The same with every variable unset that could hold a key's secret. */
  public Environment withoutSecret(ConfigSchema schema, String path) {
    Map<String, String> fewer = new HashMap<>(variables);
    for (String name : schema.variables(path)) {
      fewer.remove(name);
      fewer.remove(name + ConfigSchema.FILE_SUFFIX);
    }
    return new Environment(fewer, homeFolder, workingFolder);
  }

  /** Leaves the variables out: they hold secrets. */
  @Override
  public String toString() {
    return "Environment[homeFolder=" + homeFolder + ", workingFolder=" + workingFolder + "]";
  }
}
