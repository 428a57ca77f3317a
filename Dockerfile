# The bases are arguments, so that mirrors and hardened images can take their place:
#   docker build --build-arg RUNTIME_IMAGE=registry.example.com/dotnet/aspnet:10.0 .
# "extra" has the time zones, which the hours for changes are in.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra

# The program is the same for every processor, so it is built once, on the builder's own, whatever the image is for: nothing is
# emulated, and what differs between the images of two processors is the base.
FROM --platform=${BUILDPLATFORM} ${SDK_IMAGE} AS build
WORKDIR /source
COPY . .
# Without the analyzers: they review each change, and have nothing to say of an image.
RUN dotnet publish src/HybridGroups -c Release -o /app --nologo -p:UseAppHost=false -p:RestoreLockedMode=true -p:RunAnalyzers=false \
 && dotnet /app/hybrid-groups.dll sbom > /app/sbom.cdx.json

FROM scratch AS program
COPY --from=build /app /app

FROM ${RUNTIME_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Hybrid Groups" \
      org.opencontainers.image.description="Keeps the groups of Active Directory and Microsoft Entra ID in agreement." \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=program /app /app
# The user that .NET's own images provide; a number, so that Kubernetes can check runAsNonRoot.
USER 1654:1654
WORKDIR /app
# Nothing is written but to --state-dir and /tmp: the root file system may be read-only.
ENV DOTNET_EnableDiagnostics=0
EXPOSE 8080 9443
ENTRYPOINT ["dotnet", "/app/hybrid-groups.dll"]
CMD ["run"]
