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
public record Surroundings(Map<String, String> variables, Path home, Path here) {
  /** The system property by which the launcher tells the installation's folder. */
  public static final String HOME_PROPERTY = "reelay.home";

  public Surroundings {
    variables = Map.copyOf(variables);
  }

  /** This process's environment and folders. */
  public static Surroundings ofProcess() {
    Path here = Path.of("").toAbsolutePath();
    String home = System.getProperty(HOME_PROPERTY, "");
    return new Surroundings(System.getenv(), here.resolve(home).normalize(), here);
  }

  /** The same with one variable set, as the demo does for its sandbox. */
  public Surroundings with(String variable, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value);
    return new Surroundings(more, home, here);
  }

  /** The same with one variable unset. */
  public Surroundings without(String variable) {
    Map<String, String> fewer = new HashMap<>(variables);
    fewer.remove(variable);
    return new Surroundings(fewer, home, here);
  }

  /** Leaves the variables out: they hold secrets. */
  @Override
  public String toString() {
    return "Surroundings[home=" + home + ", here=" + here + "]";
  }
}
