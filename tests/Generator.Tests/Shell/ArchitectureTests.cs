using System;
using System.IO;
using System.Linq;
using System.Reflection;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Dsl;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Who may know whom.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void The_language_knows_Sprache_and_the_platform()
    {
        Assert.All(References(typeof(EquatableArray).Assembly), name => Assert.True(name is "netstandard" or "Sprache", name));
    }

    [Fact]
    public void The_compiler_knows_the_language_and_not_Roslyn()
    {
        Assert.All(References(typeof(ModelClassFile).Assembly), name => Assert.True(name is "netstandard" or "NetSpec.Dsl", name));
    }

    [Fact]
    public void The_generator_knows_the_compiler_and_Roslyn()
    {
        string[] allowed = ["netstandard", "NetSpec.Dsl", "NetSpec.Compiler", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory"];

        Assert.All(References(typeof(NetSpecGenerator).Assembly), name => Assert.Contains(name, allowed));
    }

    [Fact]
    public void The_runtime_knows_the_platform_only()
    {
        var platform = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        Assert.All(References(typeof(NetSpec.Runtime.Model).Assembly), name => Assert.True(File.Exists(Path.Combine(platform, name + ".dll")), name));
        Assert.DoesNotContain("PackageReference", File.ReadAllText(Repository.PathOf("src", "Runtime", "NetSpec.Runtime.csproj")), StringComparison.Ordinal);
    }

    private static string[] References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!).ToArray();
}
