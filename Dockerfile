# The bases are arguments, so that mirrors and hardened images can take their place.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/HybridGroups -c Release -o /app --nologo -p:UseAppHost=false -p:RestoreLockedMode=true

FROM ${RUNTIME_IMAGE}
COPY --from=build /app /app
# The user that .NET's own images provide; a number, so that Kubernetes can check runAsNonRoot.
USER 1654:1654
WORKDIR /app
ENV DOTNET_EnableDiagnostics=0
ENTRYPOINT ["dotnet", "/app/hybrid-groups.dll"]
CMD ["run"]
