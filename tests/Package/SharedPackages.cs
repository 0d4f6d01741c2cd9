using Xunit;

namespace NetSpec.Package.Tests;

/// <summary>Tests of the packages share them, packed once, and run one after another: each is a build.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPackages : ICollectionFixture<PackedPackages>
{
    public const string Name = "Packages";
}
