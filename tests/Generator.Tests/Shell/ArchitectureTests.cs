using System;
using System.IO;
using System.Linq;
using System.Reflection;
using NetSpec.Dsl;
using NetSpec.Generator.Shell;
using NetSpec.Generator.Emit;
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
    public void The_generator_knows_the_language_and_the_compiler()
    {
        string[] allowed = ["netstandard", "NetSpec.Dsl", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory"];

        Assert.All(References(typeof(NetSpecGenerator).Assembly), name => Assert.Contains(name, allowed));
    }

    [Fact]
    public void The_runtime_knows_the_platform_only()
    {
        var platform = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        Assert.All(References(typeof(NetSpec.Runtime.Model).Assembly), name => Assert.True(File.Exists(Path.Combine(platform, name + ".dll")), name));
        Assert.DoesNotContain("PackageReference", File.ReadAllText(Repository.PathOf("src", "Runtime", "NetSpec.Runtime.csproj")), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_shell_names_the_compiler()
    {
        var root = Repository.PathOf("src", "Generator");
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path))
            .Where(path => path.Split(Path.DirectorySeparatorChar)[0] is not ("Shell" or "Templates" or "bin" or "obj"))
            .ToList();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, path => WithoutAttribute(File.ReadAllText(Path.Combine(root, path))).Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    /// <summary>Without the attribute that emitted code has, whose name the compiler prescribes.</summary>
    private static string WithoutAttribute(string text) => text.Replace(EmbeddedTypes.Attribute, "", StringComparison.Ordinal);

    private static string[] References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!).ToArray();
}
