package io.github.containerd4j.spring.autoconfigure.image;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.image.PullOptions;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.spring.autoconfigure.BackgroundThreads;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;
import io.github.containerd4j.spring.autoconfigure.image.ContainerdImagesProperties.Startup;
import io.github.containerd4j.spring.image.StartupImagePuller;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

import static io.github.containerd4j.spring.autoconfigure.diagnostics.InvalidContainerdPropertyException.named;

/**
 * Pulls the images of {@code containerd.images.pull-at-startup}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ContainerdAutoConfiguration.class)
@ConditionalOnSingleCandidate(ContainerdClient.class)
@Conditional(OnPullAtStartupCondition.class)
@EnableConfigurationProperties({ ContainerdProperties.class, ContainerdImagesProperties.class })
public final class ContainerdStartupPullAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StartupImagePuller containerdStartupImagePuller(ContainerdClient client, ContainerdProperties properties,
			ContainerdImagesProperties images, Environment environment) {
		Startup startup = images.getStartup();
		images.getPullAtStartup()
			.forEach((name) -> named("containerd.images.pull-at-startup", () -> ImageReference.parse(name)));
		options(startup);
		String namespace = (startup.getNamespace() != null) ? startup.getNamespace() : properties.getNamespace();
		return new StartupImagePuller(client.namespace(namespace).images(), images.getPullAtStartup(),
				() -> options(startup),
				new StartupImagePuller.Settings(startup.getMode(), startup.isFailOnError(), startup.getLogInterval()),
				BackgroundThreads.of(environment, "containerd-startup-pull-"));
	}

	private static PullOptions.Builder options(Startup startup) {
		PullOptions.Builder builder = PullOptions.builder().policy(startup.getPolicy()).unpack(startup.isUnpack());
		PropertyMapper map = PropertyMapper.get();
		map.from(startup::getPlatform)
			.as((platform) -> named("containerd.images.startup.platform", () -> Platform.parse(platform)))
			.to(builder::platforms);
		map.from(startup::getSnapshotter).to(builder::snapshotter);
		return builder;
	}

}
