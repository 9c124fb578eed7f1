package io.github.containerd4j.spring.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configurations that users copy from the documentation.
 */
class DocumentedConfigurationTests {

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|properties)\\n(.*?)^```");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:containerd|management)\\.[^`]+)` \\|(.*)$");

	// Values that the examples take from elsewhere.
	private static final Map<String, Object> SECRETS = Map.of("DB_PASSWORD", "secret", "REGISTRY_PASSWORD", "secret");

	static List<Block> blocks() {
		return Stream.of("README.md", "docs/reference.md", "docs/endpoint.md").flatMap((page) -> {
			Matcher matcher = BLOCK.matcher(read(page));
			return matcher.results().map((found) -> new Block(page, found.group(1), found.group(2)));
		}).toList();
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void everyPropertyOfAnExampleIsInTheReferenceGuide(Block block) {
		List<Pattern> rows = ROW.matcher(read("docs/reference.md"))
			.results()
			.flatMap((row) -> names(row.group(1), row.group(2)))
			.map(DocumentedConfigurationTests::pattern)
			.toList();

		assertThat(block.names()).isNotEmpty()
			.filteredOn((name) -> name.matches("containerd\\..*|management\\.\\w+\\.containerd\\..*"))
			.allSatisfy((name) -> assertThat(rows).anyMatch((row) -> row.matcher(name).matches()));
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void everyValueOfAnExampleCanBeBound(Block block) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(block.source());
		environment.getPropertySources().addLast(new MapPropertySource("secrets", SECRETS));
		Binder binder = Binder.get(environment);

		GeneratedMetadata.propertyTypes().forEach((type) -> binder.bindOrCreate(prefix(type), Bindable.of(type)));
	}

	private static String prefix(Class<?> type) {
		return MergedAnnotations.from(type).get(ConfigurationProperties.class).getString("prefix");
	}

	/**
	 * A row may name several properties that differ at the end, {@code a.b, .c}, and
	 * those of a registry's host may be those of its mirrors too.
	 */
	private static Stream<String> names(String row, String description) {
		String[] all = row.split(", ");
		String parent = all[0].substring(0, all[0].lastIndexOf('.'));
		Stream<String> names = Stream.concat(Stream.of(all[0]), Stream.of(all).skip(1).map((other) -> parent + other));
		return description.contains("Also of each mirror.")
				? names.flatMap((name) -> Stream.of(name, name.replace("<registry>", "<registry>.mirrors[]"))) : names;
	}

	private static Pattern pattern(String name) {
		String expression = Pattern.quote(name)
			.replace("[]", "\\E\\[\\d+]\\Q")
			.replaceAll("\\.<\\w+>", "\\\\E(?:\\\\[[^]]+]|\\\\.[^.\\\\[]+)\\\\Q");
		// What follows is the key of a map or the index of a list.
		return Pattern.compile(expression + "(?:[.\\[].*)?");
	}

	private static String read(String page) {
		try {
			return Files.readString(Path.of("..").resolve(page));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * One example.
	 *
	 * @param page where it is
	 * @param language how it is written
	 * @param text what it says
	 */
	record Block(String page, String language, String text) {

		PropertySource<?> source() {
			PropertySourceLoader loader = this.language.equals("yaml") ? new YamlPropertySourceLoader()
					: new PropertiesPropertySourceLoader();
			try {
				return loader.load(this.page, new ByteArrayResource(this.text.getBytes(StandardCharsets.UTF_8))).get(0);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		List<String> names() {
			return Stream.of(((EnumerablePropertySource<?>) source()).getPropertyNames())
				.map((name) -> name.replace(".[", "["))
				.toList();
		}

	}

}
