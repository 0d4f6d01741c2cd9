using System;
using System.IO;
using System.Linq;
using NetSpec.Formats.Onnx;
using NetSpec.Formats.Tensors;
using Xunit;

namespace NetSpec.Formats.Tests;

/// <summary>
/// Damaged files: whatever is in them, a reader says so in its own exception, and takes memory in proportion to the file. Damage is done at
/// random from a seed.
/// </summary>
public sealed class FuzzTests
{
    private const int Texts = 300;

    /// <summary>What an import takes for the smallest of models, compiling its spec among it.</summary>
    private const long Base = 32 << 20;

    /// <summary>A compressed byte may stand for 1,032, and an object for a byte.</summary>
    private const long PerByte = 1 << 14;

    public static TheoryData<string> Files =>
    [
        "types.pth", "small.pth", "trainer.pth", "whole.pt", "evil.pth", "odd.pth", "plain.npz", "compressed.npz", "f4.npy", "f4big.npy", "fortran.npy",
        "resnet_folded.onnx", "lenet.onnx", "unet.onnx", "mobilenet.onnx", "squeezenet.onnx", "mlp.onnx", "unsupported.onnx",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_damaged_file_is_an_error_that_says_so(string name)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(Fixture.PathOf(name));
        var random = new Random(name.Length);
        var path = folder.PathOf(name);
        for (var i = 0; i < Texts; i++)
        {
            var bytes = Damaged(whole, random);
            File.WriteAllBytes(path, bytes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var outcome = Read(path);
            var taken = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.True(outcome is null, $"{name}, text {i}: {outcome}");
            Assert.True(taken < Base + (PerByte * bytes.Length), $"{name}, text {i}: {taken} bytes of memory");
        }
    }

    /// <summary>Reads all there is.</summary>
    /// <returns>What went wrong beyond what readers are to say.</returns>
    private static string? Read(string path)
    {
        try
        {
            using var table = WeightsFile.Open(path);
            foreach (var tensor in table)
            {
                ReadAll(tensor);
            }

            if (path.EndsWith(".onnx", StringComparison.Ordinal))
            {
                using var model = OnnxImporter.Import(path);
                foreach (var tensor in model.Weights)
                {
                    ReadAll(tensor);
                }
            }

            return null;
        }
        catch (Exception e) when (e is ModelFormatException or UnsupportedModelException or Runtime.Weights.SafetensorsException)
        {
            return null;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private static void ReadAll(TensorEntry tensor)
    {
        var piece = new byte[(int)Math.Min(1 << 12, tensor.ByteLength)];
        for (long at = 0; at < tensor.ByteLength; at += piece.Length)
        {
            tensor.ReadBytes(at, piece.AsSpan(0, (int)Math.Min(piece.Length, tensor.ByteLength - at)));
        }
    }

    private static byte[] Damaged(byte[] whole, Random random)
    {
        var bytes = (byte[])whole.Clone();
        for (var count = random.Next(1, 6); count > 0 && bytes.Length > 1; count--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes[at] = random.Next(2) == 0 ? (byte)0xFF : (byte)0; break;
                case 3: bytes = bytes[..at]; break;
                case 4: bytes = [.. bytes[..at], .. bytes[random.Next(at + 1)..at], .. bytes[at..]]; break;
                default: bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 64))..]]; break;
            }
        }

        return bytes;
    }
}
