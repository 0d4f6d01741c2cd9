using System;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using ILGPU.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Gpu.Tests.Programs;
using Xunit;

namespace NetSpec.Gpu.Tests.Projects;

/// <summary>Assemblies with nets of the same patterns on a device, of which one sees the internals of another: what each has for itself does not meet.</summary>
public sealed class FriendTests : IDisposable
{
    private const string Net = """
        input x : 12
        output y : 12 = x -> ks(3, 4, 4, 1) as a -> bias as b -> relu -> ks(1, 4, 4, 3) as c
        emit forward, gpu, gpu_half
        """;

    private const string Visible = """
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Middle")]
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("User")]
        """;

    // The user's own net and that of each library, of the same parameters, with a device that its own host code opened.
    private const string Code = """
        using NetSpec.Runtime.Weights;

        public static class Runner
        {
            public static float[][] Run(float[] parameters, float[] x)
            {
                using (var device = NetSpec.Gpu.ComputeDevice.OpenCpu())
                {
                    var own = new User.Own(new ParameterStore(User.Own.Layout, parameters));
                    var middle = new Middle.Theirs(new ParameterStore(Middle.Theirs.Layout, parameters));
                    var library = new Library.Others(new ParameterStore(Library.Others.Layout, parameters));
                    var y = new float[4][];
                    for (var i = 0; i < y.Length; i++)
                        y[i] = new float[x.Length];

                    own.Forward(x, y[0]);
                    using (var gpu = new User.Own.Gpu(own, device.Accelerator))
                        gpu.Forward(x, y[1]);
                    using (var gpu = new Middle.Theirs.Gpu(middle, device.Accelerator))
                        gpu.Forward(x, y[2]);
                    using (var gpu = new Library.Others.GpuHalf(library, device.Accelerator))
                        gpu.Forward(x, y[3]);
                    return y;
                }
            }

            internal static int Internals() => Library.Inner.Value + Middle.Inner.Value;
        }
        """;

    private static readonly GeneratedProject Library = Make("Library", "Others", Visible);

    private static readonly GeneratedProject Middle = Make("Middle", "Theirs", Visible, Library);

    private static readonly GeneratedProject User = new(
        "User", OutputKind.DynamicallyLinkedLibrary, LanguageVersion.CSharp9, $"namespace User\nnet Own {{\n{Net}\n}}", [Code], Library, Middle);

    private readonly AssemblyLoadContext _context = new("friends", isCollectible: true);

    public void Dispose() => _context.Unload();

    [Fact]
    public void They_compile_without_a_warning_in_CSharp_9()
    {
        Assert.Empty(Library.Problems);
        Assert.Empty(Middle.Problems);
        Assert.Empty(User.Problems);
    }

    [Fact]
    public void Nets_of_all_of_them_run_beside_each_other()
    {
        var assemblies = Array.ConvertAll([Library, Middle, User], project => _context.LoadFromStream(new MemoryStream(project.Image())));
        var runner = assemblies[2].GetType("Runner", throwOnError: true)!;
        var random = new Random(1);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];

        var y = (float[][])runner.GetMethod("Run")!.Invoke(null, [Numbers(48 + 12 + 48), Numbers(12)])!;

        Assert.Contains(y[0], value => value != 0);
        for (var i = 0; i < y[0].Length; i++)
        {
            Assert.Equal(y[0][i], y[1][i], 1e-5f);
            Assert.Equal(y[1][i], y[2][i]);
            Assert.Equal(y[0][i], y[3][i], 1e-2f);
        }
    }

    [Fact]
    public void What_is_hidden_is_hidden_from_friends_without_nets_too()
    {
        var friend = new GeneratedProject(
            "User", OutputKind.DynamicallyLinkedLibrary, LanguageVersion.CSharp9, "", ["class C { object A = Library.Inner.Value; object B = NetSpec.Gpu.ComputeDevice.Open(); }"], Library);

        Assert.Contains("'ComputeDevice'", Assert.Single(friend.Problems), StringComparison.Ordinal);
    }

    private static GeneratedProject Make(string name, string net, string visible, params GeneratedProject[] others) => new(
        name,
        OutputKind.DynamicallyLinkedLibrary,
        LanguageVersion.CSharp9,
        $"namespace {name}\nnet {net} {{\n{Net}\n}}",
        [visible + $"\nnamespace {name} {{ internal static class Inner {{ public const int Value = 1; }} }}"],
        others);
}
