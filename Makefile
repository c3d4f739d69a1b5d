# The two commands are `make run` and `make test`. They need a JDK 25 and Maven, and find the JDK themselves.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run demo test bench format jdk build

FIND_JDK := . deploy/local/find-jdk
LAUNCH := "$$JAVA_HOME/bin/java" -Xmx384m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "deploy/local/target/classes:deploy/local/target/lib/*"

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: build ## the whole product on this machine; Ctrl-C stops it
	@$(FIND_JDK) && exec $(LAUNCH) org.vigil.local.Main .

demo: ## one working day of the bureau, played through the public API of the running product
	@$(FIND_JDK) && exec $(LAUNCH) org.vigil.local.demo.Demo deploy/demo/bureau.yaml

test: ## every test, from format to end to end
	@$(FIND_JDK) && mkdir -p target && touch target/begun && mvn -B verify && mv target/begun target/built

bench: build ## figures against the limit of this machine, in one run (PARTS="append encryption sealing replay http feed followers coverage storm rematch")
	@$(FIND_JDK) && exec "$$JAVA_HOME/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	  -cp "bench/target/classes:bench/target/lib/*" org.vigil.bench.Bench . $(PARTS)

format: ## rewrite the sources in the one format
	@$(FIND_JDK) && mvn -B -q spotless:apply

# Builds only when a source is newer than the last build.
build:
	@$(FIND_JDK) && if [ ! -f target/built ] || [ -n "$$(find pom.xml .mvn platform *-service deploy/local deploy/kafka bench \
	    \( -path '*/target' -o -path '*/data' \) -prune -o -type f -newer target/built -print -quit)" ]; then \
	  mkdir -p target && touch target/begun; \
	  echo "building (the first time downloads the libraries, which takes some minutes) …"; \
	  mvn -B -Dquick -DskipTests -Dstyle.color=never -pl '!deploy/generated-client' package -Dorg.slf4j.simpleLogger.log.org.apache.maven.cli.transfer.Slf4jMavenTransferListener=warn 2>&1 \
	    | grep --line-buffered -E '^\[INFO\] (Building|Reactor Summary|BUILD)|ERROR|FAIL'; \
	  [ "$${PIPESTATUS[0]}" = 0 ] || exit 1; \
	  mv target/begun target/built; fi
