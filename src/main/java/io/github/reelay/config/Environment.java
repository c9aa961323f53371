package io.github.reelay.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the configuration is read from.
 *
 * @param variables the environment
 * @param home the installation's folder, which holds {@code config}; relative paths in files start
 *     here
 * @param here the working folder; relative paths in variables start here
 */
public record Environment(Map<String, String> variables, Path home, Path here) {
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
    return new Environment(more, home, here);
  }

  /** The same with every variable unset that could hold a key's secret. */
  public Environment withoutSecret(String path) {
    Map<String, String> fewer = new HashMap<>(variables);
    for (String name : EnvironmentNames.of(path)) {
      fewer.remove(name);
      fewer.remove(name + EnvironmentNames.FILE);
    }
    return new Environment(fewer, home, here);
  }

  /** Leaves the variables out: they hold secrets. */
  @Override
  public String toString() {
    return "Surroundings[home=" + home + ", here=" + here + "]";
  }
}
