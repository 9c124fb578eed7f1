package io.github.containerd4j.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.oci.ImageConfig;

/**
 * Command, environment and what else belongs to the process itself.
 */
final class ProcessPart {

	private static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

	private ProcessPart() {
	}

	static void write(SpecDocument document, SpecSettings settings, SpecContext context) {
		document.set("/process/args", args(settings, context));
		List<String> env = env(settings, context);
		if (!env.isEmpty()) {
			document.set("/process/env", env);
		}
		document.set("/process/cwd", cwd(settings, context));
		if (SpecSettings.isOn(settings.terminal)) {
			document.set("/process/terminal", true);
		}
		if (settings.oomScore != null) {
			document.set("/process/oomScoreAdj", settings.oomScore);
		}
		document.set("/process/rlimits", rlimits(document.list("/process/rlimits"), settings.rlimits));
	}

	static List<String> args(SpecSettings settings, SpecContext context) {
		ImageConfig image = context.image();
		List<String> args = new ArrayList<>();
		if (settings.entrypoint != null) {
			args.addAll(settings.entrypoint);
		}
		else if (image != null) {
			args.addAll(image.entrypoint());
		}
		if (settings.args != null && !settings.args.isEmpty()) {
			args.addAll(settings.args);
		}
		else if (settings.entrypoint == null && image != null) {
			args.addAll(image.cmd());
		}
		if (args.isEmpty()) {
			throw InvalidArgumentException.of("command", null,
					"the container names none, and the image" + ((image != null) ? " neither" : " is missing"));
		}
		return Texts.requireCommand(args);
	}

	private static List<String> env(SpecSettings settings, SpecContext context) {
		ImageConfig image = context.image();
		List<String> inherited = (image != null) ? image.env() : List.of();
		Environment environment = Environment.of((image != null && inherited.isEmpty()) ? List.of(PATH) : inherited);
		settings.withoutEnv.forEach(environment::remove);
		if (SpecSettings.isOn(settings.terminal) && !environment.has("TERM") && !settings.withoutEnv.contains("TERM")) {
			environment.set("TERM", "xterm");
		}
		settings.env.forEach(environment::set);
		return environment.toList();
	}

	private static String cwd(SpecSettings settings, SpecContext context) {
		if (settings.cwd != null) {
			return settings.cwd;
		}
		ImageConfig image = context.image();
		return (image != null && !image.workingDir().isEmpty()) ? absolute(image.workingDir()) : "/";
	}

	private static String absolute(String directory) {
		return directory.startsWith("/") ? directory : "/" + directory;
	}

	static List<Object> rlimits(List<Object> defaults, Map<String, Rlimit> wanted) {
		Map<String, Object> byType = new TreeMap<>();
		defaults.forEach((limit) -> byType.put(String.valueOf(((Map<?, ?>) limit).get("type")), limit));
		wanted.forEach((type, limit) -> byType.put(type, limit.toJson()));
		return new ArrayList<>(byType.values());
	}

}
