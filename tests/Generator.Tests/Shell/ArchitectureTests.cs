using System;
using System.IO;
using System.Linq;
using System.Reflection;
using NetSpec.Compiler;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Dsl;
using NetSpec.Formats.Onnx;
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
    public void Formats_know_the_language_and_the_runtime_and_no_compiler()
    {
        Assert.All(References(typeof(OnnxImporter).Assembly), name => Assert.True(name is "NetSpec.Dsl" or "NetSpec.Runtime" || IsOfPlatform(name), name));
    }

    [Fact]
    public void The_runtime_knows_the_platform_only()
    {
        Assert.All(References(typeof(NetSpec.Runtime.Model).Assembly), name => Assert.True(IsOfPlatform(name), name));
        Assert.DoesNotContain("PackageReference", File.ReadAllText(Repository.PathOf("src", "Runtime", "NetSpec.Runtime.csproj")), StringComparison.Ordinal);
    }

    /// <summary>What a caller names is public (decision 28), and no more: stages and the tree of the syntax may change with every version.</summary>
    [Fact]
    public void Stages_and_syntax_are_not_public()
    {
        string[] hidden =
        [
            .. new[] { "Emit", "Names", "Nets", "Outputs", "Planning", "Rewrites", "Specs", "Stages", "Theory" }.Select(room => "NetSpec.Compiler." + room),
            .. new[] { "Binding", "Chains", "Syntax" }.Select(room => "NetSpec.Dsl." + room),
        ];
        var types = new[] { typeof(NetCompiler).Assembly, typeof(EquatableArray).Assembly }.SelectMany(assembly => assembly.GetTypes()).ToList();

        Assert.All(hidden, room => Assert.Contains(types, type => IsIn(type, room)));
        Assert.DoesNotContain(types.Where(type => type.IsPublic), type => hidden.Any(room => IsIn(type, room)));
    }

    private static bool IsOfPlatform(string name) => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));

    private static bool IsIn(Type type, string room) => type.Namespace == room || (type.Namespace ?? "").StartsWith(room + ".", StringComparison.Ordinal);

    private static string[] References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!).ToArray();
}
