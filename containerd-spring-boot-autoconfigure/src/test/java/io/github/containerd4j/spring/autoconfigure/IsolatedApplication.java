package io.github.containerd4j.spring.autoconfigure;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application with some libraries missing, in a class loader of its own: only so are
 * the libraries' own auto-configurations missing too.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class IsolatedApplication {

	/**
	 * Starts an application and stops it again.
	 * @param missing matches the paths of the jars that are left out
	 * @param properties the properties
	 * @return the names of its beans
	 */
	static List<String> beanNames(String missing, String... properties) throws Exception {
		Pattern pattern = Pattern.compile(missing);
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> !pattern.matcher(path.toString()).find())
			.map(IsolatedApplication::toUrl)
			.toArray(URL[]::new);
		ClassLoader caller = Thread.currentThread().getContextClassLoader();
		// Not closed, because the transport's threads load classes until they end a
		// moment
		// later.
		ClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
		try {
			Thread.currentThread().setContextClassLoader(loader);
			Class<?> application = loader.loadClass(IsolatedApplication.class.getName());
			return List.of((String[]) application.getMethod("run", String[].class).invoke(null, (Object) properties));
		}
		finally {
			Thread.currentThread().setContextClassLoader(caller);
		}
	}

	private static URL toUrl(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * Called in the other class loader.
	 * @param properties the properties
	 * @return the names of the beans
	 */
	public static String[] run(String[] properties) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(IsolatedApplication.class)
			.properties(properties)
			.web(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run()) {
			return context.getBeanDefinitionNames();
		}
	}

}
